"""What is typed of a block of code."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.theme.sessions import typed_lines

#: Language, block, and what is typed of it; ``None`` for the whole.
CASES = {
    "shell session": ("console", "$ cd a\n$ ls\nb\n$ pwd", "cd a\nls\npwd"),
    "output first": ("console", "Welcome\n$ ls\nb", "ls"),
    "environment": ("console", "(base) user@host:~$ conda list\nnumpy", "conda list"),
    "environment alone": ("console", "(venv) $ pip list\n(venv)$ ls", "pip list\nls"),
    "folder": ("console", "[user@node01 my files]$ squeue\nJOBID", "squeue"),
    "administrator": ("console", "root@host:/# apt update\n# apt upgrade\n$ ls", "apt update\nls"),
    "administrator without name": ("console", "# apt update\nHit:1\n% ls", "apt update\nls"),
    "comment in a session": ("console", "# List\n$ ls", "ls"),
    "empty prompt": ("console", "$\n$ ls", "\nls"),
    "loop": (
        "console",
        "$ for x in a b\n> do\n>     echo $x\n>\n> done\na\n> quoted",
        "for x in a b\ndo\n    echo $x\n\ndone",
    ),
    "backslash": ("console", "$ cp a \\\n    b\nout", "cp a \\\n    b"),
    "backslash with prompt": ("console", "$ cp a \\\n> b", "cp a \\\nb"),
    "money in output": ("console", "$ cat prices\n$5.00\n10$ more", "cat prices"),
    "windows": ("doscon", "C:\\Users\\me>dir /w\n Volume\nC:\\>cd ..", "dir /w\ncd .."),
    "powershell": ("ps1con", "PS C:\\Users> Get-Item `\n>> -Path x\nout", "Get-Item `\n-Path x"),
    "powershell in a console": ("console", "PS /home/me> ls\na", "ls"),
    "python session": ("pycon", ">>> for x in y:\n...     f(x)\n...\n1\n>>> z", "for x in y:\n    f(x)\n\nz"),
    "python with prompts": ("python", ">>> 1 + 1\n2", "1 + 1"),
    "no language": ("default", ">>> 1 + 1\n2", "1 + 1"),
    "ipython": (
        "ipython",
        "In [1]: def f():\n   ...:     pass\n   ...:\n\nOut[1]: 3\nIn [12]: f()",
        "def f():\n    pass\n\nf()",
    ),
    "R session": ("rconsole", "> x <- c(1,\n+   2)\n> x\n[1] 1 2", "x <- c(1,\n  2)\nx"),
    "R with prompts": ("r", "> x <- 1\n> x", "x <- 1\nx"),
    "sqlite": ("sqlite3", "sqlite> SELECT *\n   ...> FROM t;\n1|2", "SELECT *\nFROM t;"),
    "mysql": ("sql", "mysql> SELECT 1\n    -> + 1;", "SELECT 1\n+ 1;"),
    "mariadb": ("console", "MariaDB [(none)]> SHOW DATABASES;\n+---+", "SHOW DATABASES;"),
    "postgres": ("psql", "lesson=# SELECT 1\nlesson-# + 1;\n 2", "SELECT 1\n+ 1;"),
    "julia": ("jlcon", "julia> f(x) = 1\nf", "f(x) = 1"),
    "text": ("text", "$ ls\na  b", "ls"),
    "bash with prompts": ("bash", "$ cd a\n$ ls", "cd a\nls"),
    "bash with prompts and a loop": ("bash", "$ for x in a\n> do\n> done\n\n$ ls", "for x in a\ndo\ndone\nls"),
    "bash with prompts and comments": ("bash", "$ cd a\n# Now look:\n$ ls", "cd a\nls"),
    # Nothing is left out that may have to be typed.
    "bash with some prompts": ("bash", "$ cd a\nls", None),
    "bash with a heredoc": ("bash", "$ cat <<EOF\ntext\nEOF", None),
    "bash": ("bash", "cd a\n$HOME/bin/x\n$ ls", None),
    "redirection": ("bash", "> empty\nls", None),
    "perl": ("perl", "$x = 1;\n$ y = 2;", None),
    "php": ("php", "$x = 1;", None),
    "makefile": ("make", "$(CC) x\n\n$ x", None),
    "LaTeX": ("latex", "$ x^2 $", None),
    "quotation": ("text", "> quoted\n> text", None),
    "diff": ("diff", "> new\n< old", None),
    "comments of R": ("r", "# x\nx <- 1", None),
    "prose": ("text", "Costs:\n$ 5", None),
    "session without prompts": ("console", "ls\npwd", None),
    "empty": ("console", "", None),
}


@pytest.mark.parametrize("case", CASES)
def test_typed(case):
    language, text, expected = CASES[case]
    lines = text.split("\n")
    typed = [lines[line.number][line.prompt :] for line in typed_lines(language, text)]
    assert ("\n".join(typed) if typed else None) == expected
