// The steps of a walk: each printed as it goes, the others left out after one that failed, and counted at the end.
let passed = 0;
const failures = [];

/** One step. When it fails, `tell` says what stood on the pages then. */
export async function step(name, act, tell = async () => {}) {
  if (failures.length) return;
  try {
    await act();
    passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL ${name}\n${error.stack}`);
    await tell();
  }
}

/** Says how many passed, and ends: with 1 when one failed. */
export function end() {
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
}
