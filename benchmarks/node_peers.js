// docxtemplater and carbone, timed without their start-up. Arguments: folder with node_modules, peer, folder of input.
const fs = require("fs");
const path = require("path");
const [modules, peer, folder] = process.argv.slice(2);
const load = (name) => require(path.join(modules, "node_modules", name));
const file = path.join(folder, "letter.docx");
const citizens = JSON.parse(fs.readFileSync(path.join(folder, "citizens.json"), "utf8"));

async function docxtemplater() {
  const Zip = load("pizzip");
  const Docxtemplater = load("docxtemplater");
  const template = fs.readFileSync(file);
  return (citizen) => {
    const document = new Docxtemplater(new Zip(template), { paragraphLoop: true, linebreaks: true });
    document.render(citizen);
    document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

async function carbone() {
  const render = load("carbone").render;
  return (citizen) =>
    new Promise((resolve, reject) => render(file, citizen, (error, made) => (error ? reject(error) : resolve(made))));
}

(async () => {
  const fill = await { docxtemplater, carbone }[peer]();
  await fill(citizens[0]);
  const start = process.hrtime.bigint();
  for (const citizen of citizens) await fill(citizen);
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
  process.exit(0);
})();
