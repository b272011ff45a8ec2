/** Colours: the two levels and the two classes differ in lightness too, and are never the only sign. */
const colours = `
:root{color-scheme:light dark;--paper:#fff;--surface:#f6f5f1;--ink:#1c2530;--soft:#5b6571;--rule:#dddad2;--strong:#8d939b;
--patient:#174f78;--slice:#b4662a;--benign:#3d8a8c;--malignant:#a83446;--band:#8b8672;--warn:#8a4b00;--warn-paper:#fdf3e1;--good:#2c6b4a}
@media screen and (prefers-color-scheme:dark){:root{--paper:#13181e;--surface:#1b222a;--ink:#e4e2db;--soft:#9ba5b0;--rule:#303944;--strong:#6d7783;
--patient:#7db8e4;--slice:#e3a266;--benign:#62b9ba;--malignant:#ec7f8b;--band:#a8a28a;--warn:#f2c27b;--warn-paper:#2e2413;--good:#7cc79d}}
`;

const page = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,sans-serif;counter-reset:figure table}
main{max-width:1040px;margin:0 auto;padding:0 24px 72px}
h1,h2,h3,.lead,.value{font-family:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Cambria,Georgia,serif;font-weight:600}
h1{font-size:2.1rem;line-height:1.15;margin:.2rem 0 .6rem;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.4rem;line-height:1.25;margin:0 0 1rem;padding-top:1.1rem;border-top:2px solid var(--ink)}
h2 .number{display:inline-block;min-width:2.5rem;color:var(--soft);font-weight:400}
h3{font-size:1.05rem;margin:1.6rem 0 .6rem}
p{margin:0 0 1rem;max-width:68ch}
section{margin-top:3.2rem}
a{color:inherit;text-decoration-color:var(--strong);text-underline-offset:.2em}
.banner{margin:0;max-width:none;background:var(--warn-paper);color:var(--warn);border-bottom:1px solid var(--warn)}
.banner p{max-width:1040px;margin:0 auto;padding:.75rem 24px}
.kicker{margin:2.6rem 0 0;font-size:.8rem;letter-spacing:.09em;text-transform:uppercase;color:var(--soft)}
.version{color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums;white-space:nowrap}
.lead{font-weight:400;font-size:1.16rem;margin-bottom:.5rem}
.byline,.note,.hint,.absence{color:var(--soft);font-size:.88rem}
.absence{font-style:italic}
nav{margin-top:1.6rem;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
nav ol{list-style:none;counter-reset:entry;margin:0;padding:.7rem 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:.15rem 1.5rem;font-size:.92rem}
nav li{counter-increment:entry;display:flex}
nav li::before{content:counter(entry);flex:0 0 1.7rem;color:var(--soft);font-variant-numeric:tabular-nums}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
.digits,.bounds,td.figure{font-variant-numeric:tabular-nums lining-nums}
.tiles{display:grid;grid-template-columns:repeat(5,1fr);gap:0;border:1px solid var(--rule);margin-bottom:1rem}
.tile{padding:1rem 1.1rem;border-left:1px solid var(--rule);display:grid;grid-row:span 5;grid-template-rows:subgrid}
.tile:first-child{border-left:0}
.tile h3{font:600 .84rem/1.3 ui-sans-serif,system-ui,sans-serif;margin:0 0 .5rem;color:var(--soft)}
.tile .value{font-size:2rem;line-height:1.1;margin:0;font-variant-numeric:tabular-nums lining-nums}
.tile .bounds{margin:.15rem 0 .5rem;font-size:.86rem}
.tile .hint{margin:.45rem 0 0;font-size:.78rem}
.verdict{padding:.55rem .9rem;border-left:3px solid var(--good);background:var(--surface);font-variant-numeric:tabular-nums}
.verdict.unexpected{border-color:var(--malignant)}
span.unexpected{color:var(--malignant);font-weight:600}
`;

const blocks = `
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.8rem 2.5rem;margin-bottom:1.8rem;align-items:start}
figure{margin:0;break-inside:avoid;counter-increment:figure}
figure>svg{display:block;width:100%;height:auto}
figcaption,caption{font-size:.86rem;line-height:1.45;color:var(--soft);text-align:left}
figcaption{margin-top:.6rem}
figcaption::before{content:"Figure " counter(figure) ". ";font-weight:600;color:var(--ink)}
.legend{list-style:none;margin:.2rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;font-size:.82rem;font-variant-numeric:tabular-nums}
.legend li{display:flex;align-items:center;gap:.4rem}
.scroll{overflow-x:auto;margin-bottom:1.4rem;background:linear-gradient(to left,var(--paper) 30%,transparent) right/36px 100% no-repeat local,linear-gradient(to left,var(--rule),transparent) right/12px 100% no-repeat scroll}
table{border-collapse:collapse;width:100%;font-size:.9rem;break-inside:avoid;counter-increment:table}
caption{padding-bottom:.5rem}
caption::before{content:"Table " counter(table) ". ";font-weight:600;color:var(--ink)}
th,td{padding:.42rem .7rem;text-align:left;vertical-align:middle;border-bottom:1px solid var(--rule);font-weight:400}
thead th{border-top:1.5px solid var(--ink);border-bottom:1px solid var(--strong);font-size:.8rem;color:var(--soft);vertical-align:bottom}
tbody tr:last-child>*{border-bottom:1.5px solid var(--ink)}
th.figure,td.figure{text-align:right}td.figure{white-space:nowrap}
td small{display:inline-block;min-width:3.6em;color:var(--soft);font-size:.86em}
td[style]{background:color-mix(in srgb,var(--patient) calc(var(--share)*38%),transparent);print-color-adjust:exact;-webkit-print-color-adjust:exact}
td[style] small{color:inherit;opacity:.8}
th.picture,td.picture{width:34%}
table:has(.picture){table-layout:fixed;min-width:560px}table:has(.picture) th:first-child{width:19%}table:has(.picture) th:nth-last-child(2){width:18%}
.figure+:not(.figure,.picture){padding-left:2.4rem}
.range{display:flex;justify-content:space-between}
.facts{margin:0 0 1.6rem}
.facts>div{display:grid;grid-template-columns:11rem 1fr;gap:1rem;padding:.4rem 0;border-bottom:1px solid var(--rule);font-size:.92rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
code{font:.84em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.examples{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:1.4rem}
.examples li{break-inside:avoid;border:1px solid var(--rule)}
.images{display:grid;grid-template-columns:1fr 1fr;gap:2px;background:#000}
.images img{display:block;width:100%;height:auto;aspect-ratio:1;object-fit:contain;background:#000}
.examples dl{display:grid;grid-template-columns:repeat(3,auto);justify-content:space-between;gap:.3rem;margin:0;padding:.6rem .8rem;font-size:.84rem}
.limits{padding-left:1.2rem;max-width:72ch}.limits li{margin-bottom:.4rem}
footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--rule);font-size:.84rem;color:var(--soft)}
`;

const drawings = `
svg{font:13px ui-sans-serif,system-ui,-apple-system,"Segoe UI",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow:visible}
svg text{fill:var(--soft);font-size:12px}svg .label,svg .name{fill:var(--ink);font-size:13px}svg .name{font-weight:600}svg .count{font-size:11px}
.axis line{stroke:var(--strong)}line.grid,.axis line.grid{stroke:var(--rule)}
svg path{fill:none}
.chance,.reference{stroke:var(--strong);stroke-dasharray:1 4;stroke-linecap:round;stroke-width:1.6}
.patient{--own:var(--patient)}.slice{--own:var(--slice)}.benign{--own:var(--benign)}.malignant{--own:var(--malignant)}.overall,.neutral{--own:var(--ink)}
.curve{stroke:var(--own);stroke-width:2.2;stroke-linejoin:round}.curve.slice{stroke-width:1.7;stroke-dasharray:7 3}
.thin{stroke:var(--own);stroke-width:1.2;opacity:.55}
.mark,svg path.mark{fill:var(--paper);stroke:var(--own);stroke-width:2}.mark.patient{fill:var(--own);stroke:var(--paper);stroke-width:1.5}
.whisker{stroke:var(--own);stroke-width:1.6;opacity:.75}
.dot{fill:var(--own);stroke:var(--paper);stroke-width:1.2}
.bar{fill:var(--own);opacity:.82}.bar.patient,.bar.slice{opacity:.5}
.band{fill:var(--band);opacity:.2}.edge{stroke:var(--band);stroke-width:1.2;stroke-dasharray:4 3}
.strip{display:block;width:100%;height:20px}
.strip line{vector-effect:non-scaling-stroke}
.strip .base{stroke:var(--rule);stroke-width:1}
.strip .whisker{stroke-width:2;opacity:.9}
.strip .point{stroke:var(--own);stroke-width:9;stroke-linecap:round}
rect.bar,rect.band{print-color-adjust:exact;-webkit-print-color-adjust:exact}
`;

const sizes = `
@media screen and (max-width:860px){.tiles{grid-template-columns:repeat(6,1fr)}.tile{grid-column:span 2}.tile:nth-child(n+4){grid-column:span 3;border-top:1px solid var(--rule)}.tile:nth-child(4){border-left:0}}
@media screen and (max-width:720px){.pair{grid-template-columns:minmax(0,1fr)}}
@media screen and (max-width:520px){main{padding:0 16px 48px}.banner p{padding:.75rem 16px}h1{font-size:1.6rem}
.tiles{grid-template-columns:1fr 1fr}.tile,.tile:nth-child(n+4){grid-column:span 1;border-top:1px solid var(--rule)}.tile:first-child{grid-column:1/-1;border-top:0}.tile:nth-child(even){border-left:0}.tile:nth-child(4){border-left:0}
th,td{padding:.38rem .45rem}table{font-size:.84rem}td small{display:block;min-width:0}.figure+:not(.figure,.picture){padding-left:.8rem}.facts>div{grid-template-columns:1fr;gap:0}.examples{grid-template-columns:1fr}nav ol{grid-template-columns:1fr 1fr}}
@page{margin:15mm}
@media print{html{font-size:13px}.pair:has(table){grid-template-columns:1fr;gap:.4rem}.tile{padding:.6rem .7rem}.tile .value{font-size:1.5rem}body{font-size:10pt}main{max-width:none;padding:0}nav{display:none}section{margin-top:1.8rem}h2,h3{break-after:avoid}.scroll{overflow:visible}.pair{gap:1rem 1.5rem}a{text-decoration:none}}
`;

/** The report's one style sheet; system fonts only, so that nothing is loaded. */
export const style = `${colours}${page}${blocks}${drawings}${sizes}`;
