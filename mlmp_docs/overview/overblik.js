"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const STEP = 50;
  /* A browser needs minutes to lay thousands of rows out on paper. */
  const PAPER = 400;
  const byId = (id) => document.getElementById(id);
  const collator = new Intl.Collator("da", { numeric: true });
  const fold = (text) => text.normalize("NFC").toLocaleLowerCase("da");

  /* Only text ever becomes part of the page: no value is read as HTML. */
  const element = (name, attributes = {}, ...content) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
    made.append(...content);
    return made;
  };
  const state = (place) => data.nøgler[place];
  const names = (places) => places.map((place) => data.tilbud[place]);
  const label = (text) => (text ? [element("span", { class: "note" }, text)] : []);

  /* --- what each table shows of a row ------------------------------------------------------------------------ */

  const citizen = (place) => {
    const [navn, id] = data.borgere[place];
    const button = element("button", { type: "button", class: "navn", "data-citizen": place }, navn);
    return [data.anonym ? element("b", {}, navn) : button, ...(id ? [element("span", { class: "id" }, id)] : [])];
  };
  const mark = (kind, text, name) =>
    element("span", { class: `s ${kind}` }, ...(name ? [element("small", {}, name)] : []), element("span", { class: "t" }, text));
  const chip = ([place, text, name]) => mark(state(place), text, name);
  const level = { mangler: "Mangler", fejl: "Fejl", advarsel: "Advarsel", råd: "Råd" };
  const spoken = (text) => element("span", { class: "skjult" }, text);

  const tables = {
    moeder: {
      rows: data.møder,
      columns: [
        { name: "Dag", order: (m) => m[4], cell: (m) => [m[5], ...label(m[6]), ...label(m[7]), ...m[8].flatMap(label)] },
        { name: "Borger", head: true, order: (m) => data.borgere[m[0]][0], cell: (m) => citizen(m[0]) },
        { name: "Rådgiver", order: (m) => data.rådgivere[m[1]], cell: (m) => [data.rådgivere[m[1]]] },
        { name: "Tilbud", order: (m) => names(m[2]).join(), cell: (m) => names(m[2]).map((n) => element("span", { class: "b" }, n)) },
        ...data.trin.map((name, step) => ({
          name,
          empty: (m) => !m[9][step].length,
          cell: (m) => (m[9][step].length ? m[9][step].map(chip) : ["–", spoken(" gælder ikke")]),
        })),
      ],
      matches: (m, f) =>
        (f.rådgiver === null || m[1] === f.rådgiver) &&
        (f.tilbud === null || m[2].includes(f.tilbud)) &&
        (f.måned === null || m[3] === f.måned),
      text: (m) => [...data.borgere[m[0]].slice(0, 2), data.rådgivere[m[1]], ...names(m[2]), m[5], m[6], m[7], ...m[8]],
      none: "Ingen møder passer til det valgte.",
      one: "møde", many: "møder",
    },
    frister: {
      rows: data.frister,
      columns: [
        { name: "Tilstand", order: (d) => d[0], cell: (d) => [mark(state(d[0]), data.tilstande[d[0]])] },
        { name: "Handl senest", order: (d) => d[11], cell: (d) => [d[1], ...label(d[2])] },
        { name: "Hvad", head: true, order: (d) => data.hvad[d[4]], cell: (d) => [data.hvad[d[4]], ...label(`${d[3]}, ${d[6] === "lokal" ? "lokal frist" : d[6] === "hård" ? "hård frist" : d[6]}`)] },
        { name: "Borger", order: (d) => (d[7] < 0 ? d[8] : data.borgere[data.møder[d[7]][0]][0]), cell: (d) => (d[7] < 0 ? [d[8]] : [...citizen(data.møder[d[7]][0]), ...label(`møde: ${data.møder[d[7]][5]}`)]) },
        { name: "Hvem handler", order: (d) => d[5], cell: (d) => [d[5] === "rådgiver" ? data.rådgivere[d[9]] : d[5], ...(d[5] === "rådgiver" ? [] : label(`rådgiver: ${data.rådgivere[d[9]]}`))] },
        { name: "Tilbud", order: (d) => names(d[10]).join(), cell: (d) => names(d[10]).map((n) => element("span", { class: "b" }, n)) },
      ],
      matches: (d, f) =>
        (f.alleFrister || data.åbne.includes(d[0])) &&
        (f.rådgiver === null || d[9] === f.rådgiver) &&
        (f.tilbud === null || d[10].includes(f.tilbud)) &&
        (f.måned === null || (d[7] >= 0 && data.møder[d[7]][3] === f.måned)),
      text: (d) => [data.tilstande[d[0]], d[1], d[3], data.hvad[d[4]], d[8], data.rådgivere[d[9]], ...names(d[10]), ...(d[7] < 0 ? [] : data.borgere[data.møder[d[7]][0]].slice(0, 2))],
      none: "Ingen frister passer til det valgte.",
      one: "frist", many: "frister",
    },
    mangler: {
      rows: data.mangler,
      columns: [
        { name: "Slags", order: (g) => g[0], cell: (g) => [mark(g[0], level[g[0]]), ...label(g[1])] },
        { name: "Sted", order: (g) => g[2], cell: (g) => [element("code", {}, g[2])] },
        { name: "Hvad", head: true, order: (g) => g[3], cell: (g) => [g[3], ...label(g[4])] },
        { name: "Borger", order: (g) => (g[5] < 0 ? "" : data.borgere[g[5]][0]), empty: (g) => g[5] < 0, cell: (g) => (g[5] < 0 ? ["–"] : citizen(g[5])) },
      ],
      matches: (g, f) =>
        g[5] < 0 ||
        ((f.rådgiver === null || g[6].includes(f.rådgiver)) &&
          (f.tilbud === null || g[7].includes(f.tilbud)) &&
          (f.måned === null || g[8].includes(f.måned))),
      text: (g) => [level[g[0]], g[1], g[2], g[3], g[4], ...(g[5] < 0 ? [] : data.borgere[g[5]].slice(0, 2))],
      none: "Ingen mangler passer til det valgte.",
      one: "mangel", many: "mangler",
    },
  };

  /* --- filling the tables ------------------------------------------------------------------------------------- */

  const shape = (key, table) => {
    table.body = byId(`t-${key}`).tBodies[0];
    table.more = byId(`flere-${key}`);
    table.note = table.more.parentElement.appendChild(element("span", { class: "papir" }));
    table.limit = STEP;
    table.texts = new Map(table.rows.map((row) => [row, fold(table.text(row).join("\n"))]));
    byId(`t-${key}`).setAttribute("role", "table");
    const heads = table.columns.map((column, place) => {
      const head = element("th", { scope: "col", role: "columnheader" });
      if (!column.order) head.append(column.name);
      else head.append(element("button", { type: "button", "data-sort": `${key} ${place}` }, column.name));
      return head;
    });
    byId(`t-${key}`).tHead.append(element("tr", { role: "row" }, ...heads));
    table.heads = heads;
    table.more.addEventListener("click", () => {
      const first = table.body.rows.length;
      table.limit += STEP;
      fill(table);
      const next = table.body.rows[first];
      if (table.more.hidden && next) {
        next.tabIndex = -1;
        next.focus();
      }
    });
  };
  const line = (table, row) => {
    const made = element("tr", { role: "row" });
    for (const column of table.columns) {
      const attributes = { "data-kol": column.name, role: column.head ? "rowheader" : "cell" };
      if (column.head) attributes.scope = "row";
      if (column.empty && column.empty(row)) attributes.class = "tom";
      made.append(element(column.head ? "th" : "td", attributes, element("div", {}, ...column.cell(row))));
    }
    return made;
  };
  const fill = (table) => {
    const lines = table.shown.slice(0, table.limit).map((row) => line(table, row));
    if (!lines.length) {
      const cell = element("td", { class: "intet", colspan: table.columns.length, role: "cell" }, table.none);
      lines.push(element("tr", { role: "row" }, cell));
    }
    table.body.replaceChildren(...lines);
    const left = table.shown.length - table.limit;
    table.more.hidden = left <= 0;
    table.more.textContent = left > 0 ? `Vis ${Math.min(STEP, left)} flere ${table.many} (${left} tilbage)` : "";
  };
  const sort = (table, place) => {
    const head = table.heads[place];
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const each of table.heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = table.columns[place].order;
    table.order = (a, b) => {
      const [one, other] = [order(a), order(b)];
      const found = typeof one === "number" ? one - other : collator.compare(one, other);
      return down ? -found : found;
    };
  };

  /* --- the filters --------------------------------------------------------------------------------------------- */

  const chosen = (id) => (byId(id).value === "" ? null : Number(byId(id).value));
  const filters = () => ({
    rådgiver: chosen("f-raadgiver"),
    tilbud: chosen("f-tilbud"),
    måned: chosen("f-maaned"),
    alleFrister: byId("f-alle-frister").checked,
    words: fold(byId("f-tekst").value).split(/\s+/).filter(Boolean),
  });
  const counted = (table) => `${table.shown.length} ${table.shown.length === 1 ? table.one : table.many}`;
  const figure = (kind, count) => {
    const [number, word] = document.querySelector(`.tal-${kind}`).children;
    number.textContent = count;
    word.textContent = count === 1 ? word.parentElement.dataset.one : word.parentElement.dataset.many;
  };
  const matches = (table, row, f) =>
    table.matches(row, f) && f.words.every((word) => table.texts.get(row).includes(word));
  const choose = (table, f) => {
    const found = table.rows.filter((row) => matches(table, row, f));
    table.shown = table.order ? found.sort(table.order) : found;
  };
  const show = () => {
    const f = filters();
    for (const table of Object.values(tables)) {
      table.limit = STEP;
      choose(table, f);
      fill(table);
    }
    drawWheel(tables.moeder.shown);
    const due = tables.frister.rows.filter((row) => matches(tables.frister, row, { ...f, alleFrister: true }));
    figure("møder", tables.moeder.shown.length);
    figure("overskredet", due.filter((row) => state(row[0]) === "overskredet").length);
    figure("snart", due.filter((row) => state(row[0]) === "snart").length);
    figure("mangler", tables.mangler.shown.length);
    const found = `${counted(tables.moeder)}, ${counted(tables.frister)} og ${counted(tables.mangler)}`;
    byId("resultat").textContent = `Viser ${found}.${described()}`;
  };
  const described = () => {
    const parts = ["f-raadgiver", "f-tilbud", "f-maaned"]
      .filter((id) => byId(id).value !== "")
      .map((id) => byId(id).selectedOptions[0].textContent);
    if (byId("f-tekst").value.trim()) parts.push(`»${byId("f-tekst").value.trim()}«`);
    return parts.length ? ` Valgt: ${parts.join(", ")}.` : "";
  };

  const drawWheel = (meetings) => {
    const kinds = { alle: Array(13).fill(0), dato: Array(13).fill(0), holdt: Array(13).fill(0) };
    for (const m of meetings) {
      const month = m[3] ? m[3] - 1 : 12;
      kinds.alle[month] += 1;
      if (/^\d{4}-\d\d-(?!99)/.test(m[4])) kinds.dato[month] += 1;
      if (m[10] === 2) kinds.holdt[month] += 1;
    }
    const most = Math.max(1, ...kinds.alle.slice(0, 12));
    for (const [kind, counts] of Object.entries(kinds)) {
      counts.forEach((count, month) => {
        const cell = document.querySelector(`[data-month="${kind}-${month}"]`);
        cell.textContent = count;
        if (kind === "alle" && month === 12) cell.parentElement.hidden = !count;
        const bar = document.querySelector(`[data-bar="${kind}-${month}"]`);
        if (!bar) return;
        bar.setAttribute("stroke-dasharray", `${((100 * count) / most).toFixed(1)} 200`);
        bar.setAttribute("visibility", count ? "visible" : "hidden");
      });
    }
    for (const text of document.querySelectorAll("[data-count]"))
      text.textContent = kinds.alle[Number(text.dataset.count)] || "";
  };

  /* --- a citizen's texts ------------------------------------------------------------------------------------------ */

  const copy = async (text, told) => {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      /* Some browsers refuse the clipboard to a page opened from a folder; the old way still works there. */
      const field = element("textarea", { class: "udenfor", "aria-hidden": "true" });
      const before = document.activeElement;
      field.value = text;
      byId("tekster").append(field);
      field.select();
      done = document.execCommand("copy");
      field.remove();
      before.focus();
    }
    byId("kopieret").textContent = done ? `${told} er kopieret.` : "Det kunne ikke kopieres. Marker teksten, og tryk Ctrl+C.";
  };
  const copyButton = (text, told) => {
    const button = element("button", { type: "button", "aria-label": `Kopiér ${told}` }, "Kopiér");
    button.addEventListener("click", () => copy(text, told));
    return button;
  };
  const open = (place) => {
    const [navn, id, texts] = data.borgere[place];
    const meetings = data.møder.filter((m) => m[0] === place);
    byId("tekster-navn").textContent = navn;
    byId("tekster-linje").textContent = [id, ...meetings.map((m) => ["møde", m[5], m[6], m[7]].filter(Boolean).join(" "))].filter(Boolean).join(" · ");
    byId("kopieret").textContent = "";
    const parts = texts.map(([name, text]) =>
      element("section", { class: "felt" },
        element("div", { class: "top" }, element("h3", {}, name), copyButton(text, name)),
        element("p", {}, text)));
    if (!texts.length) parts.push(element("p", {}, "Planen har ingen tekster endnu."));
    else {
      const all = element("button", { type: "button" }, "Kopiér alle tekster");
      all.addEventListener("click", () => copy(texts.map(([name, text]) => `${name}\n${text}`).join("\n\n"), "Alle tekster"));
      parts.unshift(all);
    }
    byId("tekster-indhold").replaceChildren(...parts);
    byId("tekster").showModal();
    byId("tekster").scrollTop = 0;
  };

  /* --- begin --------------------------------------------------------------------------------------------------------- */

  const option = (value, text) => element("option", { value }, text);
  const sorted = (texts) => texts.map((text, place) => [text, place]).sort((a, b) => collator.compare(a[0], b[0]));
  byId("f-raadgiver").append(...sorted(data.rådgivere).map(([text, place]) => option(place, text)));
  byId("f-tilbud").append(...sorted(data.tilbud).map(([text, place]) => option(place, text)));
  byId("f-maaned").append(...data.måneder.map((name, place) => option(place + 1, name[0].toUpperCase() + name.slice(1))));
  if (data.møder.some((m) => !m[3])) byId("f-maaned").append(option(0, "Uden måned"));

  byId("om-navne").hidden = data.anonym;
  for (const [key, table] of Object.entries(tables)) shape(key, table);
  tables.moeder.heads[0].setAttribute("aria-sort", "ascending");
  tables.frister.heads[1].setAttribute("aria-sort", "ascending");
  show();

  byId("filtre").addEventListener("submit", (event) => event.preventDefault());
  byId("filtre").addEventListener("input", show);
  byId("filtre").addEventListener("reset", () => setTimeout(show));
  byId("f-alle-frister").addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const sorter = event.target.closest("[data-sort]");
    const person = event.target.closest("[data-citizen]");
    if (sorter) {
      const [key, place] = sorter.dataset.sort.split(" ");
      sort(tables[key], Number(place));
      choose(tables[key], filters());
      fill(tables[key]);
    }
    if (person) open(Number(person.dataset.citizen));
  });
  byId("luk").addEventListener("click", () => byId("tekster").close());
  const limit = (rows) => {
    for (const table of Object.values(tables)) {
      const all = table.shown.length;
      table.limit = rows;
      table.note.textContent = all > rows ? `Kun de første ${rows} af ${all} ${table.many} er med her. Vælg for eksempel en rådgiver eller en måned.` : "";
      fill(table);
    }
  };
  addEventListener("beforeprint", () => limit(PAPER));
  addEventListener("afterprint", () => limit(STEP));
})();
