// A list of any length, of whose rows only those are there that can be seen. All rows are of one height but the one that is open.
class List {
  // `scroller` is what scrolls; the window where none is given. `row` makes a row, `detail` what an open one holds besides.
  constructor(root, { row, detail = null, scroller = null }) {
    Object.assign(this, { root, row, detail, scroller, length: 0, open: -1, extra: 0, nodes: new Map(), height: 0 });
    const update = () => this.update();
    (scroller ?? window).addEventListener("scroll", update, { passive: true });
    new ResizeObserver(() => this.resize()).observe(root);
    this.openSize = new ResizeObserver(() => this.measureOpen());
    root.addEventListener("keydown", (event) => this.key(event));
  }

  // Shows so many rows anew.
  show(length) {
    Object.assign(this, { length, open: -1, extra: 0 });
    this.rebuild();
  }

  rebuild() {
    this.nodes.forEach((node) => node.remove());
    this.nodes.clear();
    this.update();
  }

  // A row's height, which depends on the list's width alone; 0 as long as the list is hidden.
  measure() {
    const probe = element("div", { class: "row" });
    this.root.append(probe);
    this.height = probe.offsetHeight;
    this.width = this.root.offsetWidth;
    probe.remove();
  }

  resize() {
    if (this.root.offsetWidth === this.width) return;
    this.measure();
    this.place();
    this.update();
  }

  top(at) {
    return at * this.height + (this.open >= 0 && at > this.open ? this.extra : 0);
  }

  seen() {
    const { top } = this.root.getBoundingClientRect();
    const clip = this.scroller ? this.scroller.getBoundingClientRect() : { top: 0, bottom: window.innerHeight };
    const index = (y) => Math.floor((this.open >= 0 && y > this.top(this.open) + this.height ? Math.max(this.top(this.open), y - this.extra) : y) / this.height);
    return [Math.max(0, index(clip.top - top) - 4), Math.min(this.length - 1, index(clip.bottom - top) + 4)];
  }

  // Makes the rows that have come into view, and takes away those that have left it; the one with the keyboard's focus stays.
  update() {
    if (this.height === 0) this.measure();
    if (this.height === 0) return;
    this.root.style.height = `${this.length * this.height + (this.open >= 0 ? this.extra : 0)}px`;
    const [first, last] = this.seen();
    for (const [at, node] of this.nodes) {
      if ((at < first || at > last) && !node.contains(document.activeElement)) {
        node.remove();
        this.nodes.delete(at);
      }
    }
    for (let at = first; at <= last; at += 1) if (!this.nodes.has(at)) this.make(at);
  }

  make(at) {
    const head = this.row(at);
    const node = element("div", { class: "row", role: "listitem", "aria-setsize": this.length, "aria-posinset": at + 1, "data-at": at }, head);
    if (this.detail) {
      head.setAttribute("aria-expanded", String(at === this.open));
      head.addEventListener("click", () => this.toggle(at));
    }
    if (at === this.open) this.fill(node);
    node.style.top = `${this.top(at)}px`;
    const next = [...this.nodes.keys()].filter((other) => other > at);
    this.root.insertBefore(node, next.length > 0 ? this.nodes.get(Math.min(...next)) : null);
    this.nodes.set(at, node);
  }

  fill(node) {
    node.classList.add("open");
    node.append(this.detail(Number(node.dataset.at)));
    this.openSize.observe(node);
  }

  toggle(at) {
    const before = this.nodes.get(this.open);
    if (before) {
      before.classList.remove("open");
      before.lastChild.remove();
      before.firstChild.setAttribute("aria-expanded", "false");
      this.openSize.unobserve(before);
    }
    this.open = at === this.open ? -1 : at;
    this.extra = 0;
    const node = this.nodes.get(this.open);
    if (node) {
      node.firstChild.setAttribute("aria-expanded", "true");
      this.fill(node);
    }
    this.measureOpen();
  }

  measureOpen() {
    const node = this.nodes.get(this.open);
    if (node) this.extra = Math.max(0, node.offsetHeight - this.height);
    this.place();
    this.update();
  }

  place() {
    this.nodes.forEach((node, at) => {
      node.style.top = `${this.top(at)}px`;
    });
  }

  // Brings a row into view and gives it the focus.
  focus(at) {
    const target = Math.min(this.length - 1, Math.max(0, at));
    if (target < 0) return;
    if (!this.nodes.has(target)) this.make(target);
    const node = this.nodes.get(target);
    node.scrollIntoView({ block: "nearest" });
    node.firstChild.focus({ preventScroll: true });
    this.update();
  }

  key(event) {
    const row = event.target.closest(".row");
    if (!row || event.target !== row.firstChild || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Number(row.dataset.at);
    const page = Math.max(1, Math.floor((this.scroller?.clientHeight ?? window.innerHeight) / this.height) - 1);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: this.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      this.focus(steps[event.key]);
    } else if (event.key === "Escape" && this.open >= 0) {
      this.toggle(this.open);
    }
  }

  // All rows up to a number one under the other, for a printer; and back again.
  print(most) {
    this.root.classList.add("printed");
    this.root.replaceChildren();
    this.nodes.clear();
    for (let at = 0; at < Math.min(most, this.length); at += 1) this.make(at);
  }

  afterPrint() {
    this.root.classList.remove("printed");
    this.rebuild();
  }
}

