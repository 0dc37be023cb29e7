/* Loads the page anew when the lesson was built anew, also if that happened while nobody was listening. */
(function () {
  "use strict";

  var build = new URL(document.currentScript.src).searchParams.get("build");

  function listen() {
    var scheme = location.protocol === "https:" ? "wss://" : "ws://";
    var socket = new WebSocket(scheme + location.host + "/.lesson/changes?build=" + build +
      "&page=" + encodeURIComponent(location.pathname));
    socket.addEventListener("message", function () {
      location.reload();
    });
    socket.addEventListener("close", function () {
      // The server was ended; it may be started again.
      setTimeout(listen, 1000);
    });
  }

  listen();
})();
