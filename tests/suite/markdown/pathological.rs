//! Texts on which a reader of markdown may spend minutes, or gigabytes: they cost what their length says.

use std::process::Command;
use std::time::{Duration, Instant};

use cahier::markdown::{View, plain, render};
use peak_alloc::PeakAlloc;
use serde_json::Value;

use super::hostile::{harm, list};

/// Counts what is taken of the memory.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;
/// What every whole text may take, whatever its size: the records of the marks that any text may have, and a stretch of the page.
const ANY_TEXT: usize = 5 << 19;
/// So many times its size a longer one may take.
const TIMES: usize = 20;
/// What the fifth of a text may take: where not every mark is beyond what is recorded, that is more than the whole takes for its size.
const MOST: usize = 32 << 20;
/// So many times as much time and memory five times the text may take: even growth is 5, growth with the square is 25.
const STEEPEST: u32 = 12;
/// A difference of so little tells nothing of growth.
const NOTHING: Duration = Duration::from_millis(80);

/// One of the texts, a part of it as long as `part` says: 1 is all of it.
fn text(recipe: &Value, part: usize) -> String {
    let parts = recipe["parts"].as_array().expect("parts");
    let times = |part_of: &Value| {
        usize::try_from(part_of["n"].as_u64().unwrap_or(1))
            .unwrap_or(1)
            .div_ceil(part)
    };
    parts
        .iter()
        .map(|some| some["s"].as_str().unwrap_or_default().repeat(times(some)))
        .collect()
}

/// What this thread has had of the processor, where the system says so; else what has passed.
fn spent(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// What a text takes.
#[derive(Debug)]
struct Cost {
    bytes: usize,
    time: Duration,
    memory: usize,
}

/// Renders a text on a small stack, and checks what comes of it.
fn cost(name: &str, text: String) -> Cost {
    let bytes = text.len();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let run = small.spawn(move || {
        let began = Instant::now();
        let before = spent(began);
        let html = render(&text, View::default()).html;
        let _ = plain(&text);
        let _ = cahier::markdown::read(text.as_bytes());
        (spent(began).saturating_sub(before), html)
    });
    let (time, html) = run
        .expect("a thread")
        .join()
        .unwrap_or_else(|_| panic!("{name} overflowed"));
    let memory = MEMORY.peak_usage().saturating_sub(before);
    assert_eq!(harm(&html), None, "{name}");
    Cost {
        bytes,
        time,
        memory,
    }
}

/// The texts, when they are on this machine. What is made once, whatever is rendered, is made: it belongs to no text.
fn recipes() -> Option<Value> {
    render("```rust\nlet a = 1;\n```\n", View::default());
    list("markdown/pathological.json")
}

/// Five times the text takes about five times the time, and no text more memory than it may: in a process of its own, where nothing else
/// takes memory.
#[test]
fn pathological_texts_cost_what_their_length_says() {
    let mut alone = Command::new(std::env::current_exe().expect("the tests' own program"));
    alone.args(["--exact", "--ignored", "--nocapture", "--test-threads=1"]);
    let done = alone.arg("markdown::pathological::growth").output();
    let done = done.expect("it starts");
    let said = String::from_utf8_lossy(&done.stdout);
    let wrong = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}{wrong}");
    assert!(said.contains("1 passed"), "it was run: {said}");
}

#[test]
#[ignore = "is run by the test above, alone in its process"]
fn growth() {
    let Some(list) = recipes() else { return };
    let mut wrong = Vec::new();
    for (name, recipe) in list.as_object().expect("an object") {
        let few = cost(name, text(recipe, 25));
        let mut some = cost(name, text(recipe, 5));
        let may = few.time.max(NOTHING / STEEPEST) * STEEPEST;
        if some.time > may {
            // A machine with much else to do may have been unlucky once.
            some = cost(name, text(recipe, 5));
        }
        let told = format!("{name}: {few:?}, five times as long {some:?}");
        println!("{told}");
        let steepest = STEEPEST as usize;
        let room = few.memory.max(ANY_TEXT / steepest) * steepest;
        if some.time > may || some.memory > room.min(MOST) {
            wrong.push(told);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whole, within a second per megabyte where the build is optimised. `CAHIER_TEST_WHOLE=1` asks for it; with `--test-threads=1` and
/// `--nocapture` the memory that each takes is told and bounded too.
#[test]
fn pathological_texts_are_rendered_in_time() {
    #[allow(clippy::disallowed_methods, reason = "a test has no settings")]
    let is_whole = std::env::var("CAHIER_TEST_WHOLE").is_ok();
    if cfg!(debug_assertions) && !is_whole {
        return;
    }
    let slower = if cfg!(debug_assertions) { 200 } else { 1 };
    let Some(list) = recipes() else { return };
    for (name, recipe) in list.as_object().expect("an object") {
        let Cost {
            bytes,
            time,
            memory,
        } = cost(name, text(recipe, 1));
        let most = u64::try_from(bytes / 1000).unwrap_or(u64::MAX).max(200);
        let budget = Duration::from_millis(most) * slower;
        assert!(time < budget, "{name} took {time:?} of {budget:?}");
        if is_whole {
            println!("{name}: {bytes} bytes in {time:?}, with {memory} bytes of memory");
            assert!(
                memory <= ANY_TEXT.max(TIMES * bytes),
                "{name} took {memory} bytes"
            );
        }
    }
}
