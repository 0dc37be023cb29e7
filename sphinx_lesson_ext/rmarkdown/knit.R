# Runs the code of one file of R Markdown, as the Workbench does (the R package sandpaper, R/utils-callr.R).
#
#   Rscript knit.R versions LESSON
#   Rscript knit.R knit LESSON INPUT OUTPUT SLUG ERRORS
#
# It is called in the folder that the code is to run in.  ERRORS becomes a table of what failed: a chunk's
# label, a tab, what R said.

# Without a locale of UTF-8, R would write "<U+00E9>" for an accented letter.
for (name in c("C.UTF-8", "en_US.UTF-8", "UTF-8")) {
  if (l10n_info()[["UTF-8"]]) break
  suppressWarnings(Sys.setlocale("LC_CTYPE", name))
}

arguments <- commandArgs(trailingOnly = TRUE)
lesson <- arguments[[2]]

# The packages that the lesson keeps for itself with renv, if they were installed for this R; renv is not asked, for it
# would write into the lesson.
version <- paste(R.version$major, sub("[.].*", "", R.version$minor), sep = ".")
for (place in c("renv/profiles/lesson-requirements/renv/library", "renv/library")) {
  found <- Sys.glob(file.path(lesson, place, c("", "*"), paste0("R-", version), R.version$platform))
  .libPaths(c(found, .libPaths()))
}

if (arguments[[1]] == "versions") {
  has_knitr <- requireNamespace("knitr", quietly = TRUE)
  cat("R", as.character(getRversion()), "\n")
  cat("knitr", if (has_knitr) as.character(utils::packageVersion("knitr")) else "", "\n")
  cat(paste("library", .libPaths(), collapse = "\n"), "\n", sep = "")
  quit(status = 0)
}

errors <- arguments[[6]]
knitr::opts_chunk$set(
  error         = TRUE,
  comment       = "",
  fig.align     = "center",
  class.output  = "output",
  class.error   = "error",
  class.warning = "warning",
  class.message = "output",
  fig.path      = file.path("fig", paste0(arguments[[5]], "-rendered-"))
)
knitr::opts_knit$set(root.dir = getwd(), rmarkdown.pandoc.to = "markdown")

note_errors <- function() {
  shown <- knitr::knit_hooks$get("error")
  knitr::knit_hooks$set(error = function(x, options) {
    said <- gsub("[[:space:]]+", " ", paste(x, collapse = " "))
    cat(options$label, "\t", said, "\n", sep = "", file = errors, append = TRUE)
    shown(x, options)
  })
}

# Hooks are set when knitr begins to write Markdown; so these, too.
knitr::render_markdown()
note_errors()
knitr::knit(
  input = arguments[[3]], output = arguments[[4]], envir = globalenv(), quiet = TRUE, encoding = "UTF-8"
)
