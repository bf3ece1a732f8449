//! Pages in a real browser: Debian's chromium without a window, on a phone's width, a desk's, and on paper.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::Language;
use bursary::doc::{Beside, page};
use bursary::explain::{Options, explain, html};
use bursary::interpret::{Detail, Readings, Stage, decide};
use bursary::source::{Role, Source, Sources};

/// The widths at which pages are looked at.
const WIDTHS: [u32; 3] = [390, 800, 1280];

/// What is measured in each page, by a script that loads the pages one after the other into a frame.
const HARNESS: &str = r##"<!doctype html><meta charset="utf-8"><body><pre id="result"></pre><script>
const pages = PAGES, widths = WIDTHS, wrong = [];
async function load(page, width) {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width:${width}px;height:900px;border:0`;
  const loaded = new Promise((done) => (frame.onload = done));
  frame.src = page;
  document.body.append(frame);
  await loaded;
  return frame;
}
function luminance([r, g, b]) {
  const part = (c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
}
const colour = (text) => text.match(/[\d.]+/g).map(Number);
function behind(element, view) {
  for (let own = element; own; own = own.parentElement) {
    const found = colour(view.getComputedStyle(own).backgroundColor);
    if (found.length < 4 || found[3] > 0) return found;
  }
  return [255, 255, 255];
}
function look(page, width, frame) {
  const at = `${page} at ${width}: `, view = frame.contentWindow, own = frame.contentDocument, root = own.documentElement;
  const say = (what) => wrong.push(at + what);
  if (root.scrollWidth > view.innerWidth) {
    const wide = [...own.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > view.innerWidth + 1);
    say(`scrolls sideways: ${root.scrollWidth}, ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 90)).join(" | ")}`);
  }
  for (const link of own.querySelectorAll("a[href]")) {
    const place = link.getAttribute("href");
    if (!own.getElementById(place.slice(1))) say(`${place} leads nowhere`);
  }
  let drawings = 0;
  for (const drawing of own.querySelectorAll("svg")) {
    if (drawing.getBoundingClientRect().width === 0) continue;
    drawings += 1;
    const paper = drawing.getBoundingClientRect();
    for (const text of drawing.querySelectorAll("text")) {
      const words = text.getBoundingClientRect(), box = text.parentElement.querySelector(":scope > rect");
      const frame = box && text.parentElement !== drawing ? box.getBoundingClientRect() : paper;
      if (words.left < frame.left - 1 || words.right > frame.right + 1) say(`“${text.textContent}” is wider than its place`);
      if (box && text.parentElement !== drawing && (words.top < frame.top - 1 || words.bottom > frame.bottom + 1)) say(`“${text.textContent}” is higher than its box`);
    }
    const size = parseFloat(view.getComputedStyle(drawing.querySelector("text.pale, text")).fontSize) * (paper.width / drawing.viewBox.baseVal.width);
    if (size < 9) say(`the drawing's text is ${size} px high`);
  }
  if (own.querySelector("figure") && drawings === 0) say("no drawing is shown");
  for (const element of own.querySelectorAll("p, dt, dd, li, td, th, h1, h2, h3, a, span, b, code, q")) {
    if (element.getClientRects().length === 0 || element.closest("svg") || !element.textContent.trim()) continue;
    const style = view.getComputedStyle(element);
    const [light, dark] = [luminance(colour(style.color)), luminance(behind(element, view))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) { say(`contrast ${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 80)}`); break; }
  }
  for (const cell of own.querySelectorAll("td, dd")) {
    const place = cell.getBoundingClientRect(), line = parseFloat(view.getComputedStyle(cell).lineHeight);
    const said = cell.textContent.trim().length;
    if (said > 20 && place.width > 0 && place.width < 100 && place.height > 6 * line) { say(`squeezed: ${cell.outerHTML.slice(0, 90)}`); break; }
  }
  const find = own.querySelector(".find input");
  if (find) {
    const rows = [...own.querySelectorAll("#facts table tbody tr")], shown = () => rows.filter((row) => !row.hidden).length;
    const name = rows[0].querySelector("th").textContent;
    find.value = name;
    find.dispatchEvent(new view.Event("input"));
    if (shown() === 0 || (rows.length > 3 && shown() === rows.length)) say(`looking for “${name}” shows ${shown()} of ${rows.length} facts`);
  }
}
(async () => {
  for (const page of pages) for (const width of widths) {
    const frame = await load(page, width);
    look(page, width, frame);
    frame.remove();
  }
  document.getElementById("result").textContent = `${wrong.length} wrong\n${wrong.join("\n")}\nthe end`;
})();
</script>"##;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn chromium(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("chromium");
    command.args([
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--enable-logging=stderr",
    ]);
    command.arg(format!("--user-data-dir={}", folder.join("profile").display())).args(arguments);
    command.output().unwrap_or_else(|error| {
        panic!("chromium can't be started ({error}): install it with `apt-get install chromium fonts-wqy-zenhei`, as tests/run does")
    })
}

fn policy(path: &str) -> (bursary::ir::Program, Sources) {
    let path = root().join(path);
    let folder = path.parent().unwrap().to_path_buf();
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", std::fs::read_to_string(&path).unwrap()));
    let open = |name: &str| Some(Source::new(name, std::fs::read_to_string(folder.join(name)).ok()?));
    let compiled = bursary::compile_with(&mut sources, open);
    (compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings)), sources)
}

fn explanation(language: Language) -> String {
    let (program, mut sources) = policy("policies/shijingshan-data-elements/policy.bursary");
    let case = root().join("policies/shijingshan-data-elements/cases/jingxi.yaml");
    let id = sources.add(Role::Case, Source::new("jingxi.yaml", std::fs::read_to_string(case).unwrap()));
    let case = read_cases(&program, &sources, id, Format::Yaml, &Overrides::default()).next().unwrap().unwrap();
    let readings = Readings::defaults(&program);
    let decision = decide(&program, &case, &readings, Stage::Application, Detail::Derivation).unwrap();
    html(&[explain(&program, &decision, &[], &Options { language, ..Options::default() })])
}

/// A policy of forty measures with long names under ten limits across them.
fn many_measures() -> String {
    let mut rules = String::from(
        "policy many \"很多措施的办法\"\n  money in CNY, rounded half up to 0.01\napplicant\n  cost \"费用\" : money\n",
    );
    for at in 0..40 {
        let name = if at % 2 == 0 {
            "支持企业开展研发、成果转化和产业化"
        } else {
            "WIDE MEASURE NAMES, WWW MMM, of many words"
        };
        rules.push_str(&format!(
            "measure m{at} \"第{at}项{name}{name}{name}\"\n  award 1% of cost\n  cap {}万元 per applicant in total\n",
            at + 1
        ));
    }
    for at in 0..10 {
        let (first, second, third) = (at * 2, at * 2 + 1, at * 3 + 2);
        rules.push_str(&format!(
            "limits across m{first}, m{second}, m{third} \"合并限额{at}\"\n  cap {}万元 per applicant in total\n",
            at + 1
        ));
    }
    rules
}

#[test]
fn pages_are_readable_on_a_phone_a_desk_and_paper() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut pages: Vec<String> = Vec::new();
    let mut add = |name: String, text: String| {
        std::fs::write(folder.join(&name), text).unwrap();
        pages.push(name);
    };
    let policies = [
        "policies/shijingshan-data-elements",
        "policies/yuhang-compute-voucher",
        "policies/uk-boiler-upgrade",
        "tests/golden/doc",
    ];
    for (language, code) in [(Language::Zh, "zh"), (Language::En, "en")] {
        for policy_folder in policies {
            let (program, sources) = policy(&format!("{policy_folder}/policy.bursary"));
            let name = Path::new(policy_folder).file_name().unwrap().to_string_lossy();
            add(format!("{name}-{code}.html"), page(&program, &sources, Beside::default(), language));
        }
        add(format!("explanation-{code}.html"), explanation(language));
    }
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("many.bursary", many_measures()));
    let many = bursary::compile(&mut sources).program.unwrap();
    add("many.html".to_owned(), page(&many, &sources, Beside::default(), Language::Zh));

    let list = serde_json::to_string(&pages).unwrap();
    let harness = HARNESS.replace("PAGES", &list).replace("WIDTHS", &serde_json::to_string(&WIDTHS).unwrap());
    std::fs::write(folder.join("harness.html"), harness).unwrap();
    let address = format!("file://{}", folder.join("harness.html").display());
    let looked = chromium(
        folder,
        &[
            "--allow-file-access-from-files",
            "--virtual-time-budget=60000",
            "--window-size=1400,1000",
            "--dump-dom",
            &address,
        ],
    );
    let dom = String::from_utf8_lossy(&looked.stdout).into_owned();
    let told = String::from_utf8_lossy(&looked.stderr).into_owned();
    let console: Vec<&str> = told.lines().filter(|line| line.contains("CONSOLE")).collect();
    let result = dom.split_once("<pre id=\"result\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (result, _) = result.unwrap_or_else(|| panic!("chromium gave no page:\n{dom}\n{told}"));
    assert!(result.starts_with("0 wrong") && result.contains("the end"), "{result}\n{console:#?}");
    assert!(console.is_empty(), "{console:#?}");

    let paper = folder.join("paper.pdf");
    let address = format!("file://{}", folder.join("shijingshan-data-elements-zh.html").display());
    let printed =
        chromium(folder, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", paper.display()), &address]);
    let pdf = std::fs::read(&paper).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&printed.stderr)));
    let pdf = String::from_utf8_lossy(&pdf);
    let sheet = pdf.split_once("/MediaBox [").map(|(_, rest)| rest.split(']').next().unwrap_or_default().to_owned());
    let sides: Vec<f64> = sheet.unwrap_or_default().split_whitespace().filter_map(|side| side.parse().ok()).collect();
    let [_, _, width, height] = sides.as_slice() else { panic!("{sides:?}") };
    // A4 in points.
    assert!((width - 595.0).abs() < 2.0 && (height - 842.0).abs() < 2.0, "{width} × {height}");
}
