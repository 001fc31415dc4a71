const buttons = [...document.querySelectorAll("button[data-fault]")];
const layers = document.querySelector(".filters select");
const articles = [...document.querySelectorAll("details.article")];
const placesOf = (error) => error.dataset.places.split(" ").filter(Boolean).map((place) => place.split("-").map(Number));
const piecesOf = (article) => [...article.querySelectorAll(".piece")];
const isWithin = (piece, places) => places.some(([start, end]) => start <= piece.dataset.start && piece.dataset.end <= end);

// Colours the words of the errors that are to be seen, once an article is open.
function colour(article) {
  if (!article.open) return;
  const filtered = layers.value !== "" || buttons[0].getAttribute("aria-pressed") === "false";
  const errors = [...article.querySelectorAll("li")].filter((error) => filtered && !error.hidden);
  const places = errors.flatMap(placesOf);
  piecesOf(article).forEach((piece) => piece.classList.toggle("wrong", isWithin(piece, places)));
}

function filter() {
  const fault = buttons.find((button) => button.getAttribute("aria-pressed") === "true").dataset.fault;
  articles.forEach((article) => {
    const errors = [...article.querySelectorAll("li")];
    errors.forEach((error) => {
      error.hidden = (fault !== "" && error.dataset.fault !== fault) || (layers.value !== "" && error.dataset.layer !== layers.value);
    });
    const seen = errors.filter((error) => !error.hidden).length;
    article.querySelector(".count").textContent = seen;
    article.hidden = seen === 0 && (fault !== "" || layers.value !== "");
    colour(article);
  });
}

// Shows where in the text an error stands.
function lookUp(error) {
  const article = error.closest("details");
  document.querySelectorAll(".looked-up").forEach((piece) => piece.classList.remove("looked-up"));
  const pieces = piecesOf(article).filter((piece) => isWithin(piece, placesOf(error)));
  pieces.forEach((piece) => piece.classList.add("looked-up"));
  pieces[0]?.scrollIntoView({ block: "center" });
}

buttons.forEach((button) => button.addEventListener("click", () => {
  buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  filter();
}));
layers.addEventListener("change", filter);
articles.forEach((article) => article.addEventListener("toggle", () => colour(article)));
document.querySelectorAll(".jump").forEach((jump) => jump.addEventListener("click", () => lookUp(jump.closest("li"))));
