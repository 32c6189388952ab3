// A network that can be searched, enlarged and read. Where there is no WebGL the still
// picture stays.

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { LineProgram } from "./lines.js";
import { hint, page, phrase, show } from "./panel.js";
import { ShapeProgram } from "./shapes.js";

const { nodes, edges, words } = page;
const PALE = "#e4e7ea";
const SMALL = 200; // nodes up to which each label is tried
const FEW = 40; // nodes that are all in sight, so that a found one needs no zoom
const LETTERS = 34;
const view = document.getElementById("view");
const tip = document.getElementById("tip");

let renderer = null;
let camera = null; // where the reader was, kept while the picture is out of sight
let chosen = null; // a node, or
let link = null; // an edge
let scale = 1; // of symbols, by the room that there is

function hasWebGL() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") || canvas.getContext("webgl"));
}

// The picture was laid out for as many pixels as its labels need: on less, symbols are
// smaller, but never so small that nobody can point at them. A frame of a notebook may
// get its size only after its script has begun.
function fit() {
  const wide = Math.max(...nodes.map((node) => node.x), 1);
  const high = Math.max(...nodes.map((node) => node.y), 1);
  const share = Math.min(view.clientWidth / wide, view.clientHeight / high);
  scale = Math.min(1.3, Math.max(0.45, share));
}

function build() {
  const graph = new MultiDirectedGraph();
  nodes.forEach((node, index) => {
    graph.addNode(index, {
      x: node.x,
      y: -node.y,
      size: node.radius,
      label: node.label,
      color: node.colour,
      shape: node.shape,
    });
  });
  edges.forEach((edge, index) => {
    graph.addDirectedEdgeWithKey(index, edge.source, edge.target, {
      size: edge.width,
      color: edge.colour,
      dash: edge.dash,
      aside: edge.aside,
      head: edge.head,
      cross: edge.cross,
    });
  });
  return graph;
}

const graph = build();

// What is not chosen, and not linked to it, turns pale. Keys of graphology are text.
function drawNode(key, data) {
  const isShown =
    chosen !== null
      ? Number(key) === chosen || graph.areNeighbors(key, chosen)
      : link === null || graph.extremities(link).includes(key);
  const size = data.size * scale;
  if (!isShown) return { ...data, size, color: PALE, label: "", zIndex: -1 };
  return { ...data, size, forceLabel: chosen !== null || link !== null };
}

function drawEdge(key, data) {
  const isShown =
    chosen !== null
      ? graph.hasExtremity(key, chosen)
      : link === null || Number(key) === link;
  const thick = Math.max(scale, 0.7);
  const drawn = { ...data, size: data.size * thick, aside: data.aside * thick };
  return isShown ? drawn : { ...drawn, color: PALE, cross: false, zIndex: -1 };
}

function ends(edge) {
  const [from, to] = [nodes[edge.source].label, nodes[edge.target].label];
  return `${from} ${edge.head ? "→" : "–"} ${to}`;
}

function entry(edge) {
  return { title: `${edge.label}: ${ends(edge)} (${edge.sure})`, ...edge };
}

function select(node, edge) {
  [chosen, link] = [node, edge];
  if (node !== null) {
    const { label, about } = nodes[node];
    const own = edges.filter((edge) => edge.source === node || edge.target === node);
    show(label, about, own.map(entry));
  } else if (edge !== null) {
    show(edges[edge].label, ends(edges[edge]), [entry(edges[edge])]);
  } else {
    hint(words.hint);
  }
  renderer?.refresh({ skipIndexation: true });
}

function point(event, title, text) {
  tip.replaceChildren(document.createTextNode(title), document.createElement("br"), text);
  tip.hidden = false;
  const right = view.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(4, Math.min(event.x + 14, right))}px`;
  const isLow = event.y + 24 + tip.offsetHeight > view.clientHeight;
  tip.style.top = `${Math.max(4, isLow ? event.y - tip.offsetHeight - 12 : event.y + 18)}px`;
}

// Labels stand under their symbols as in the still picture, those of the largest first;
// one that would hide another is left out until there is room for it.
let labels = [];

function collectLabel(context, data, settings) {
  if (data.label) labels.push({ context, data, settings });
}

function drawLabels() {
  const taken = [];
  labels.sort((one, other) => other.data.size - one.data.size);
  for (const { context, data, settings } of labels) {
    const { label } = data;
    const text = label.length > LETTERS ? `${label.slice(0, LETTERS - 1)}…` : label;
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    const half = context.measureText(text).width / 2;
    const y = data.y + data.size + settings.labelSize;
    const box = [data.x - half, y - settings.labelSize, data.x + half, y + 3];
    const hits = ([a, b, c, d]) => a < box[2] && box[0] < c && b < box[3] && box[1] < d;
    if (taken.some(hits)) continue;
    taken.push(box);
    Object.assign(context, {
      textAlign: "center",
      lineJoin: "round",
      lineWidth: 3,
      strokeStyle: "#fff",
      fillStyle: settings.labelColor.color,
    });
    context.strokeText(text, data.x, y);
    context.fillText(text, data.x, y);
  }
}

function open() {
  fit();
  const isSmall = nodes.length <= SMALL;
  renderer = new Sigma(graph, view, {
    nodeProgramClasses: { shape: ShapeProgram },
    edgeProgramClasses: { line: LineProgram },
    nodeHoverProgramClasses: { shape: ShapeProgram },
    defaultNodeType: "shape",
    defaultEdgeType: "line",
    nodeReducer: drawNode,
    edgeReducer: drawEdge,
    enableEdgeEvents: true,
    zIndex: true,
    labelFont: '"Liberation Sans", Arial, Helvetica, sans-serif',
    labelSize: 13,
    labelColor: { color: "#1f2328" },
    labelDensity: isSmall ? 100 : 3,
    labelGridCellSize: 80,
    labelRenderedSizeThreshold: isSmall ? 0 : 3,
    defaultDrawNodeLabel: collectLabel,
    defaultDrawNodeHover: () => {},
    stagePadding: 50,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    allowInvalidContainer: true,
  });
  renderer.on("resize", () => {
    fit();
    renderer.scheduleRefresh();
  });
  renderer.on("beforeRender", () => { labels = []; });
  renderer.on("afterRender", drawLabels);
  if (camera) renderer.getCamera().setState(camera);
  renderer.on("clickNode", ({ node }) => select(Number(node), null));
  renderer.on("clickEdge", ({ edge }) => select(null, Number(edge)));
  renderer.on("clickStage", () => select(null, null));
  renderer.on("enterNode", ({ node, event }) => {
    point(event, nodes[node].label, nodes[node].about);
  });
  renderer.on("enterEdge", ({ edge, event }) => {
    const { title, quotes } = entry(edges[edge]);
    point(event, title, `«${quotes[0].sentence}»`);
  });
  for (const name of ["leaveNode", "leaveEdge", "downStage", "downNode"]) {
    renderer.on(name, () => { tip.hidden = true; });
  }
  renderer.scheduleRender(); // what was drawn before anybody listened lacks labels
}

function close() {
  camera = renderer.getCamera().getState();
  renderer.kill();
  renderer = null;
}

function find(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return;
  const names = nodes.map((node) => node.label.toLowerCase());
  const tests = [(l) => l === wanted, (l) => l.startsWith(wanted), (l) => l.includes(wanted)];
  for (const test of tests) {
    const index = names.findIndex(test);
    if (index < 0) continue;
    select(index, null);
    const place = renderer?.getNodeDisplayData(index);
    if (place && nodes.length > FEW) {
      renderer.getCamera().animate({ x: place.x, y: place.y, ratio: 0.5 });
    }
    return;
  }
  hint(phrase("not_found", text));
}

function control() {
  const choices = document.getElementById("labels");
  const names = [...new Set(nodes.map((node) => node.label))].sort();
  choices.append(...names.map((name) => new Option(name)));
  const box = document.getElementById("search");
  box.addEventListener("change", () => find(box.value));
  // No form: a frame of a notebook may not submit one, even to itself.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") find(box.value);
  });
  const moves = {
    "zoom-in": () => renderer?.getCamera().animatedZoom(),
    "zoom-out": () => renderer?.getCamera().animatedUnzoom(),
    whole: () => renderer?.getCamera().animatedReset(),
  };
  for (const [id, move] of Object.entries(moves)) {
    document.getElementById(id).addEventListener("click", move);
  }
  document.addEventListener("unselect", () => select(null, null));
}

// A browser keeps about sixteen drawing contexts for all that is on a page, and takes
// the oldest away: a notebook with many pictures draws those that are in sight.
function watch() {
  new IntersectionObserver((changes) => {
    // A busy browser tells several changes at once: the last one holds.
    const isSeen = changes[changes.length - 1].isIntersecting;
    if (isSeen && !renderer) open();
    else if (!isSeen && renderer) close();
  }).observe(view);
}

// For whoever puts the page into another: where a node stands on the screen.
window.kroniek = {
  place(label) {
    const index = nodes.findIndex((node) => node.label === label);
    return renderer.graphToViewport(graph.getNodeAttributes(index));
  },
};

control();
hint(words.hint);
if (hasWebGL()) {
  document.body.classList.add("live");
  watch();
} else {
  hint(words.no_webgl);
}
