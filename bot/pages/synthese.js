// The page prints without this script, from the browser's menu; the button only makes it plain.

const item = document.getElementById("imprimer");
item.hidden = false;
item.querySelector("button").addEventListener("click", () => window.print());
