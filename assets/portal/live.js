// Renews the main part of the page while it is open. Without this script the
// page shows the same news; it only has to be opened again.
(function () {
  "use strict";
  var main = document.getElementById("repair");
  var said = document.getElementById("said");
  var again = 60000; // milliseconds before another try when the server said no
  if (!main || !window.EventSource) { return; }

  function headline() {
    var h = main.querySelector("h1");
    return h ? h.textContent : "";
  }

  function show(event) {
    var before = headline();
    main.innerHTML = event.data;
    if (headline() !== before) { said.textContent = headline(); }
  }

  function listen() {
    var source = new EventSource(main.dataset.live);
    source.onmessage = show;
    source.onerror = function () {
      if (source.readyState === EventSource.CLOSED) { setTimeout(listen, again); }
    };
    window.addEventListener("pagehide", function () { source.close(); }, { once: true });
    window.addEventListener("pageshow", function (e) { if (e.persisted) { location.reload(); } }, { once: true });
  }

  listen();
})();
