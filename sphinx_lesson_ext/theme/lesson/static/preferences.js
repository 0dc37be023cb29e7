/* Runs before the page is painted, so that what a reader chose is there from the start. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.dataset.scripted = "";
  root.dataset.view = "learner";
  try {
    var scheme = localStorage.getItem("lesson-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    if (localStorage.getItem("lesson-view") === "instructor") root.dataset.view = "instructor";
  } catch (error) {
    /* Storage is forbidden: the defaults stay. */
  }
})();
