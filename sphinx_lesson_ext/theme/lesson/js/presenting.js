/* The page as a presentation, where its address asks for that; what makes it one is loaded then. */
if (/[?&](minipres|slideshow|pres|plain)\b/.test(location.search)) loadScript(`${root.dataset.content_root ?? "./"}_static/lesson-presentation.js`);
