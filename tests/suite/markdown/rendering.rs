//! How a text looks on a page.

use cahier::i18n::Language;
use cahier::markdown::{Headings, Rendered, Renderer, View, render};

fn html(text: &str) -> String {
    render(text, View::default()).html
}

fn with(text: &str, headings: Headings) -> Rendered {
    render(
        text,
        View {
            headings,
            ..View::default()
        },
    )
}

#[test]
fn headings_get_anchors_and_a_place_below_the_page_s_own() {
    let text = "# Store times\n\n## What we do\n\n#### Deep\n\n## What we do\n";
    let below = with(text, Headings::Below);
    let levels: Vec<_> = below
        .contents
        .iter()
        .map(|heading| (heading.level, heading.id.as_str()))
        .collect();
    assert_eq!(
        levels,
        [
            (2, "h-store-times"),
            (3, "h-what-we-do"),
            (4, "h-deep"),
            (3, "h-what-we-do-2")
        ]
    );
    assert!(
        below.html.contains("<h3 id=\"h-what-we-do\">What we do<a "),
        "{}",
        below.html
    );
    let without = with(text, Headings::WithoutTitle);
    assert!(!without.html.contains("Store times"));
    assert_eq!(
        without
            .contents
            .iter()
            .map(|heading| heading.level)
            .collect::<Vec<_>>(),
        [2, 3, 2]
    );
    assert_eq!(
        with("## A\n\n# B\n", Headings::AsWritten).contents[0].level,
        1
    );
    let scoped = render(
        "# A\n\n[up](#a)",
        View {
            scope: "c1",
            ..View::default()
        },
    );
    assert!(
        scoped.html.contains("href=\"#h-c1-a\"") && scoped.html.contains("id=\"h-c1-a\""),
        "{}",
        scoped.html
    );
}

#[test]
fn tables_scroll_and_have_header_cells() {
    let html = html("| a | |\n|:-:|--:|\n| S-4 | `x\\|y` |\n");
    insta::assert_snapshot!(html, @r##"
    <div class="table" role="group" tabindex="0" aria-label="Table">
    <table>
    <thead>
    <tr><th scope="col" class="align-center">a</th><td class="align-right"></td></tr>
    </thead>
    <tbody>
    <tr><td class="align-center"><a href="/standards/S-4" class="reference">S-4</a></td><td class="align-right"><code>x|y</code></td></tr>
    </tbody>
    </table>
    </div>
    "##);
}

#[test]
fn tasks_are_labelled_in_the_reader_s_language() {
    let view = View {
        language: Language::Fr,
        ..View::default()
    };
    let html = render("- [x] un\n- [ ] deux\n- trois\n", view).html;
    insta::assert_snapshot!(html, @r#"
    <ul>
    <li class="task"><input type="checkbox" disabled="" checked="" aria-label="fait"> un</li>
    <li class="task"><input type="checkbox" disabled="" aria-label="à faire"> deux</li>
    <li>trois</li>
    </ul>
    "#);
}

#[test]
fn footnotes_lead_there_and_back() {
    let html = html("A[^x] b[^x] c[^y]\n\n[^x]: One\n[^y]: Two\n");
    for part in [
        "<a href=\"#n-1\" id=\"r-1\">1</a>",
        "<li id=\"n-1\"><p>One</p> <a",
        "href=\"#r-2\"",
        "<section class=\"footnotes\" aria-label=\"Footnotes\">",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(html.matches("id=\"r-1\"").count(), 1);
}

#[test]
fn callouts_say_their_kind() {
    let html = html("> [!WARNING]\n> Mind P-3\n\n> plain\n");
    assert!(html.contains("<div class=\"callout callout-warning\" role=\"note\">\n<p class=\"callout-title\">Warning</p>"), "{html}");
    assert!(html.contains("<a href=\"/problems/P-3\" class=\"reference\">P-3</a>"));
    assert!(html.contains("<blockquote>\n<p>plain</p>"));
}

#[test]
fn ids_are_links_but_not_in_code_or_links() {
    let html = html("P-1 `P-2` [P-3](https://e.example) ~~U-7~~\n\n```\nP-4\n```\n");
    assert_eq!(html.matches("class=\"reference\"").count(), 2, "{html}");
    assert!(html.contains("<del><a href=\"/standups/U-7\" class=\"reference\">U-7</a></del>"));
}

#[test]
fn links_that_lead_out_say_so_and_images_from_elsewhere_are_links() {
    let html = html(
        "[a](https://e.example \"t\") ![pic](https://e.example/p.png) ![own](/attachments/3f2a0000000000000000000000000000.png) ![page](/problems/P-1) ![svg](/attachments/3f2a0000000000000000000000000000.svg) [f](notes.md) https://x.example/a_b_c.\n\n[![badge](https://b.example/i.svg)](https://e.example)",
    );
    assert_eq!(
        html.matches("rel=\"noopener noreferrer nofollow\"").count(),
        4,
        "{html}"
    );
    assert_eq!(html.matches("<img").count(), 1, "{html}");
    for part in [
        ">pic</a>",
        "<img loading=\"lazy\" src=\"/attachments/3f2a0000000000000000000000000000.png\" alt=\"own\">",
        "<span class=\"elsewhere\" title=\"notes.md\">f</span>",
        ">https://x.example/a_b_c</a>.",
        ">badge</a>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn code_is_coloured_by_classes_and_never_by_styles() {
    let html =
        html("```rust\n// why\nfn main() { let a = \"<b>\"; }\n```\n\n```nosuch\nif a < b\n```\n");
    for part in [
        "<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code rust\" data-language=\"rust\"><code>",
        "<span class=\"hl-comment\">// why",
        "hl-keyword",
        "<span class=\"hl-function\">main</span>",
        "hl-string\">\"&lt;b&gt;\"",
        "if a &lt; b\n",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("style="));
}

#[test]
fn every_class_of_colour_has_its_style() {
    let css = include_str!("../../../assets/css/code.css");
    let head = include_str!("../../../src/markdown/highlight.rs");
    let styled: Vec<&str> = css
        .split("\n  .hl-")
        .skip(1)
        .filter_map(|rule| rule.split_once(' ').map(|(name, _)| name))
        .collect();
    assert_eq!(styled.len(), 15);
    for name in styled {
        assert!(
            head.contains(&format!("`hl-{name}`")),
            "hl-{name} is documented"
        );
        assert!(
            head.contains(&format!("\"hl-{name}\"")),
            "hl-{name} is given"
        );
    }
}

#[test]
fn beyond_the_limits_it_goes_on_more_simply_and_says_so() {
    let deep = html(&format!("{}a", "> ".repeat(200)));
    assert!(
        deep.starts_with("<p class=\"limit\">") && !deep.contains("<p>a</p>") && deep.contains('a'),
        "{deep}"
    );
    let long = html(&"é".repeat(600_000));
    assert!(long.contains("<pre class=\"plain\"") && long.len() < 100_000);
}

#[test]
fn a_text_is_rendered_once() {
    let renderer = Renderer::new();
    let (first, again) = (
        renderer.render("# A", View::default()),
        renderer.render("# A", View::default()),
    );
    assert!(std::sync::Arc::ptr_eq(&first, &again));
    let other = renderer.render(
        "# A",
        View {
            headings: Headings::AsWritten,
            ..View::default()
        },
    );
    assert_ne!(first.html, other.html);
}
