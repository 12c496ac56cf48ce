(function () {
  "use strict";
  var collator = new Intl.Collator("zh-CN", { numeric: true });
  function make(tag, text, kind) {
    var element = document.createElement(tag);
    element.textContent = text;
    if (kind) element.className = kind;
    if (tag === "button") element.type = "button";
    return element;
  }
  function all(selector, inside) { return [...(inside || document).querySelectorAll(selector)]; }
  function save(href, name) {
    var link = make("a", "");
    link.href = href;
    link.download = name.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60);
    document.body.appendChild(link);
    link.click();
    link.remove();
  }
  function number(text) {
    var found = text.replace(/,/g, "").replace("−", "-").match(/^[^\d-]{0,3}(-?\d+(\.\d+)?(e[+-]?\d+)?)/i);
    return found ? parseFloat(found[1]) : null;
  }
  function plain(cell) {
    var only = cell.children.length === 1 && cell.firstElementChild.tagName === "DATA";
    return only ? cell.firstElementChild.value : cell.textContent.trim().replace(/^−(?=\d)/, "-");
  }
  function sort(table, column, button) {
    var head = button.closest("th"), body = table.tBodies[0], down = head.getAttribute("aria-sort") !== "descending";
    if (!head.classList.contains("n")) down = head.getAttribute("aria-sort") === "ascending";
    all("th[aria-sort]", table).forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    [...body.rows].map(function (row, place) {
      var text = row.cells[column] ? plain(row.cells[column]) : "";
      return { row: row, place: place, text: text, value: head.classList.contains("n") ? number(text) : null };
    }).sort(function (a, b) {
      var order;
      if (head.classList.contains("n")) {
        if (a.value === null || b.value === null) return (a.value === null) - (b.value === null) || a.place - b.place;
        order = a.value - b.value;
      } else order = collator.compare(a.text, b.text);
      return (down ? -order : order) || a.place - b.place;
    }).forEach(function (item) { body.appendChild(item.row); });
  }
  function csv(table) {
    var lines = [...table.rows].map(function (row) {
      return [...row.cells].map(function (cell) {
        var text = plain(cell).replace(/\s+/g, " ");
        if (/^[=+@＝＋－＠-]/.test(text) && !/^-\d[\d,]*(\.\d+)?%?$/.test(text)) text = "'" + text;
        return '"' + text.replace(/"/g, '""') + '"';
      }).join(",");
    });
    return URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
  }
  function filter(table, count) {
    var field = make("input", ""), label = make("label", "筛选 ");
    field.type = "search";
    label.appendChild(field);
    field.addEventListener("input", function () {
      var wanted = field.value.trim().toLowerCase(), shown = 0;
      [...table.tBodies[0].rows].forEach(function (row) {
        var cells = [...row.cells].map(function (cell) { return cell.textContent.toLowerCase(); });
        row.hidden = wanted !== "" && cells.join("\n").indexOf(wanted) < 0;
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted ? shown + " 行" : "";
    });
    return label;
  }
  all("table.ct-table").forEach(function (table) {
    var rows = table.tBodies[0] ? table.tBodies[0].rows.length : 0, heads = table.tHead ? table.tHead.rows[0].cells : [];
    var caption = table.caption ? table.caption.textContent : document.title, tools = make("div", "", "tools");
    var count = make("span", "", "count");
    [...heads].forEach((th) => { th.dataset.label = th.textContent; });
    if (heads.length && table.classList.contains("ct-long")) [...table.tBodies[0].rows].forEach(function (row) {
      [...row.cells].forEach(function (cell, column) { cell.dataset.label = heads[column] ? heads[column].dataset.label : ""; });
    });
    if (rows < 2 || !heads.length) return;
    [...heads].forEach(function (th, column) {
      var button = make("button", th.textContent || "#");
      button.title = "按此列排序";
      button.addEventListener("click", function () { sort(table, column, button); });
      th.replaceChildren(button);
    });
    count.setAttribute("aria-live", "polite");
    if (rows > 11) tools.append(filter(table, count), count);
    if (!table.closest(".ct-data")) tools.appendChild(tool("CSV", "下载此表（CSV）", caption, function () { saveCsv(table, caption); }));
    if (table.caption && tools.childElementCount) tools.prepend(make("span", caption, "title"));
    all(".title", tools).forEach((e) => e.setAttribute("aria-hidden", "true"));  // the caption itself is read out
    table.closest(".ct-scroll").before(tools);
  });
  function blob(image) {
    var bytes = atob(image.src.split(",")[1]);
    return new Blob([Uint8Array.from(bytes, function (c) { return c.charCodeAt(0); })], { type: "image/png" });
  }
  function tool(text, title, about, act) {
    var button = make("button", text);
    button.title = title;
    button.setAttribute("aria-label", title + "：" + about);
    button.addEventListener("click", function () { act(button); });
    return button;
  }
  function say(button, text) {
    var before = button.textContent;
    button.textContent = text;
    setTimeout(function () { button.textContent = before; }, 1500);
  }
  function saveCsv(table, name) {
    var address = csv(table);
    save(address, name + ".csv");
    setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
  }
  all("figure.ct-figure").forEach(function (figure) {
    var image = figure.querySelector("img"), about = image.alt.slice(0, 40), tools = make("div", "", "tools picture");
    var table = figure.querySelector(".ct-data table");
    if (navigator.clipboard && window.ClipboardItem && /^data:image\/png/.test(image.src)) {
      tools.append(tool("复制", "复制此图", about, function (button) {
        navigator.clipboard.write([new ClipboardItem({ "image/png": blob(image) })])
          .then(function () { say(button, "已复制"); }, function () { say(button, "复制不了，请用 PNG"); });
      }));
    }
    tools.append(tool("PNG", "下载此图（PNG）", about, function () { save(image.src, about + ".png"); }));
    if (table) tools.append(tool("CSV", "下载图中的数据（CSV）", about, function () { saveCsv(table, about); }));
    image.after(tools);
  });
  var half = /(^|[^\s\d])([,;:!?])(?=[\u3400-\u9fff“‘《（\d])/, node = document.createTreeWalker(document.querySelector("main"), 4), odd = [];
  while (node.nextNode()) {
    var text = node.currentNode, around = text.parentNode;
    if (half.test(text.data)) odd.push(text);
    if (around.closest(".main-findings, .ct-said, .ct-note, .ct-more, .lead, summary") && !around.closest("blockquote")) {
      text.data = text.data.replace(/ (?=\d)/g, "\u00a0").replace(/(\d) (?=[\u4e00-\u9fff])/g, "$1\u00a0")  // no line ends there
        .replace(/%(?=[\u4e00-\u9fff])|(?=·)|\d(?=–)|–(?=\d)/g, "$&\u2060");
    }
  }
  odd.forEach(function (text) {  // half-width signs among Chinese: a gap behind them, none before
    text.replaceWith(...text.data.split(half).map((part, i) => (i % 3 > 1 ? make("span", part, "half") : part)));
  });
  all("td.w").forEach(function (cell) {  // a list: no line ends inside one of its items
    var item = make("span", "");
    [...cell.childNodes].forEach(function (node) {
      (node.nodeType === 3 ? node.data.match(/(“[^”]*”|[^、；])+[、；]?|[、；]/g) : [node]).forEach(function (part) {
        item.append(part);
        if (!item.parentNode) cell.append(item);
        if (/[、；]$/.test(part)) item = make("span", "");
      });
      if (node.nodeType === 3) node.remove();
    });
  });
  var parts = all(".toc a"), narrow = window.matchMedia("(max-width: 1199px)");
  function here() {  // the part that is read, in the contents beside it
    var now = parts.filter(function (a) {
      var part = document.getElementById(decodeURIComponent(a.hash.slice(1)));
      return part && part.getBoundingClientRect().top < window.innerHeight / 3;
    }).pop();
    parts.forEach(function (a) { a.setAttribute("aria-current", a === now); });
    all(".toc summary").forEach(function (s) { s.dataset.here = now ? now.textContent : ""; });
  }
  parts.forEach(function (a) {
    a.addEventListener("click", function () { if (narrow.matches) a.closest("details").open = false; });
  });
  window.addEventListener("scroll", here, { passive: true });
  here();
  if (narrow.matches) all(".toc details").forEach(function (d) { d.open = false; });
  function open() {
    var place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var e = place; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (place) place.scrollIntoView();
  }
  var folds = all("main details");
  function remember() {  // what is unfolded, for who comes back: no browser keeps a page of a file as it was left
    history.replaceState({ open: folds.flatMap(function (d, i) { return d.open ? [i] : []; }) }, "");
  }
  ((history.state || {}).open || []).forEach(function (i) { if (folds[i]) folds[i].open = true; });
  document.addEventListener("toggle", remember, true);
  window.addEventListener("hashchange", function () { open(); remember(); });
  var before = [];  // on paper what is short stands unfolded
  window.addEventListener("beforeprint", function () {
    before = folds.map(function (d) { return d.open; });
    folds.map(function (d) {
      var beside = all(":scope > details", d.parentElement);
      return d.open || beside.reduce((n, e) => n + e.textContent.length + 40 * all("tr", e).length, 0) < 1500;
    }).forEach(function (fits, i) {
      folds[i].open = fits;
      folds[i].classList.toggle("unprinted", !fits);
    });
  });
  window.addEventListener("afterprint", function () { folds.forEach(function (d, i) { d.open = before[i]; }); });
  if (location.hash && !history.state) open();
  var boxes = new ResizeObserver(function (seen) {  // a table that fits is no window: its head stays in sight
    seen.forEach(function (entry) {
      var box = entry.target.closest(".ct-scroll");
      box.style.overflow = "";
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) return box.setAttribute("tabindex", "0");
      box.style.overflow = "visible";
      box.removeAttribute("tabindex");
    });
  });
  all(".ct-scroll, .ct-scroll > table").forEach(function (e) { boxes.observe(e); });
})();
