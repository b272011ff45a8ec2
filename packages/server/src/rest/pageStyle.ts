/** The style of the page of the REST face: text sizes and colours of a reading page, contrast 4.5 and more in both schemes. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --code: #f3f5f8; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa4af; --line: #30363d; --paper: #0d1117; --code: #161b22; --link: #79b8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); color: var(--ink); background: var(--paper);
  font: 16px/1.5 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1rem; border-right: 1px solid var(--line); font-size: 0.875rem; }
nav .name { font-weight: 700; font-size: 1rem; margin: 0; }
nav h2 { font-size: 0.75rem; color: var(--soft); margin: 1rem 0 0.25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { margin: 0.25rem 0; }
main { padding: 1rem 2rem 4rem; max-width: 64rem; }
a { color: var(--link); }
nav a { text-decoration: none; }
nav a:hover, nav a:focus-visible { text-decoration: underline; }
h3 { font-size: 1.125rem; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
h4 { font-size: 0.875rem; margin: 1rem 0 0.25rem; color: var(--soft); }
section { border-top: 1px solid var(--line); padding: 1.25rem 0; scroll-margin-top: 0; }
pre { background: var(--code); padding: 0.75rem 1rem; overflow-x: auto; border-radius: 6px; font-size: 0.8125rem; }
code { font-family: ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 500; width: 32%; }
td:nth-child(2) { width: 28%; color: var(--soft); }
.method { display: inline-block; font: 700 0.6875rem/1.4 ui-monospace, monospace; text-transform: uppercase; min-width: 2.6rem; color: var(--soft); }
.method.post { color: #1a7f37; }
.method.get { color: var(--link); }
@media (prefers-color-scheme: dark) { .method.post { color: #56d364; } }
@media (max-width: 48rem) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1rem; }
}
@media print { nav { display: none; } body { display: block; } }
`;
