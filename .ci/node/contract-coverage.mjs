// Which documented statuses of which operations the tests of the last ./mvnw verify really saw (each of those answers was held
// against its schema by ContractWatch). Status 500 is left out: it documents our own faults, which no request may provoke.
// Exit code 1 below the floor, which only ever rises.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const FLOOR = { operations: 0.98, successes: 0.85, all: 0.5 };

const seen = new Set(
  readFileSync("backend/target/contract-coverage.csv", "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").slice(0, 2).join(",")),
);
const document = parse(readFileSync("frontend-api-spec/openapi.yaml", "utf8"));
const count = { operations: [0, 0], successes: [0, 0], all: [0, 0] };
const missing = new Map();
const add = (kind, hit) => {
  count[kind][1]++;
  count[kind][0] += hit ? 1 : 0;
};
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path).filter((node) => node.operationId)) {
    const statuses = Object.keys(operation.responses).filter((status) => status !== "500");
    add("operations", statuses.some((status) => seen.has(`${operation.operationId},${status}`)));
    add("successes", statuses.some((status) => status.startsWith("2") && seen.has(`${operation.operationId},${status}`)));
    for (const status of statuses) {
      const hit = seen.has(`${operation.operationId},${status}`);
      add("all", hit);
      if (!hit) {
        missing.set(status, [...(missing.get(status) ?? []), operation.operationId]);
      }
    }
  }
}
const share = ([hit, all]) => hit / all;
for (const [kind, pair] of Object.entries(count)) {
  console.log(`contract: ${kind} seen ${pair[0]} of ${pair[1]} (${(100 * share(pair)).toFixed(1)} %)`);
}
for (const [status, operations] of [...missing].sort()) {
  console.log(`  not seen: ${status} of ${operations.length}: ${operations.slice(0, 6).join(", ")}${operations.length > 6 ? ", …" : ""}`);
}
const unnamed = [...seen].filter((line) => line.endsWith("!")).map((line) => line.slice(0, -1).replace(",", " "));
console.log(`contract: ${unnamed.length} refusals that the document doesn't name: ${unnamed.join(", ")}`);
const low = Object.entries(FLOOR).filter(([kind, floor]) => share(count[kind]) < floor);
low.forEach(([kind, floor]) => console.error(`contract: ${kind} are below ${100 * floor} %`));
process.exit(low.length ? 1 : 0);
