import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { checkLikelihoods } from "./check-likelihoods.ts";
import { checkPositiveRules } from "./check-positive-rules.ts";
import { parseCsv } from "./csv.ts";
import { DATA_FILES } from "./data-files.ts";
import type { DataFile } from "./data-files.ts";
import { readEngineParameters } from "./engine-parameters.ts";
import type { EvidenceBase } from "./model.ts";
import { noticesOf } from "./notices.ts";
import { TableReader } from "./row-reader.ts";
import { EXAMINATION_METHOD_COLUMNS, readExaminationMethod } from "./tables/examination-methods.ts";
import { CLUSTER_RESULT_COLUMNS, readClusterResult } from "./tables/cluster-results.ts";
import { COMPETITION_GROUP_COLUMNS, readCompetitionGroup } from "./tables/competition-groups.ts";
import { CONDITION_COLUMNS, readCondition } from "./tables/conditions.ts";
import { COUPLING_COLUMNS, readCoupling } from "./tables/couplings.ts";
import { FINDING_COLUMNS, readFinding } from "./tables/findings.ts";
import { LIKELIHOOD_COLUMNS, readLikelihood } from "./tables/likelihoods.ts";
import { LINK_COLUMNS, readLink } from "./tables/links.ts";
import { MECHANISM_COLUMNS, readMechanism } from "./tables/mechanisms.ts";
import { OUTCOME_COLUMNS, readOutcome } from "./tables/outcomes.ts";
import { RED_FLAG_COLUMNS, readRedFlag } from "./tables/red-flags.ts";
import { SOURCE_COLUMNS, readSource } from "./tables/sources.ts";
import { TREATMENT_COLUMNS, readTreatment } from "./tables/treatments.ts";

/**
 * Reads and joins the whole base and checks every join, range, word and rule.
 *
 * @param files - Text of every file of {@link DATA_FILES} by its name; others are passed over.
 * @param hash - Stored as the base's hash; the caller computed it from the bytes.
 * @returns The base, with its weak places as `notices`; or every fault, each with `file:line:column`.
 * @example
 * parseEvidence({ ...files, "coupling.csv": text.replace("h_foot_before_back", "h_foot_befor_back") }, hash);
 * // coupling.csv:2:finding_id: "h_foot_befor_back" is not in findings.csv. Did you mean "h_foot_before_back"?
 */
export function parseEvidence(files: Readonly<Record<string, string>>, hash: string): Result<EvidenceBase> {
  const problems: Problem[] = [];
  for (const file of DATA_FILES) {
    if (files[file] !== undefined) continue;
    problems.push({
      code: "evidence/missing-file",
      path: file,
      message: "The file is missing from the evidence base.",
    });
  }
  if (problems.length > 0) return notOk(...problems);

  const table = (file: DataFile, columns: readonly string[], key: string) =>
    new TableReader(parseCsv(file, files[file]!), columns, key, problems);

  const conditionTable = table("conditions.csv", CONDITION_COLUMNS, "id");
  const findingTable = table("findings.csv", FINDING_COLUMNS, "id");
  const likelihoodTable = table("likelihoods.csv", LIKELIHOOD_COLUMNS, "row_id");
  const linkTable = table("links.csv", LINK_COLUMNS, "id");
  const mechanismTable = table("mechanisms.csv", MECHANISM_COLUMNS, "id");
  const sourceTable = table("sources.csv", SOURCE_COLUMNS, "key");
  const conditionIds = conditionTable.keys;
  const findingIds = findingTable.keys;
  const sourceKeys = sourceTable.keys;
  const known = { conditionIds, findingIds, sourceKeys };

  const parameters = readEngineParameters("engine_params.json", files["engine_params.json"]!, problems);
  const conditions = conditionTable.read((row) => readCondition(row, sourceKeys));
  const findings = findingTable.read(readFinding);
  const findingsById = byKey(findings, (finding) => finding.id);
  const likelihoods = likelihoodTable.read((row) =>
    readLikelihood(row, { ...known, findings: findingsById, parameters }),
  );
  const anyId = new Set([...conditionIds, ...findingIds]);
  for (const [index, finding] of findings.entries()) {
    if (!conditionIds.has(finding.id)) continue;
    const message = `"${finding.id}" is a condition already; an id must say by itself what it names.`;
    findingTable.row(index).report("id", "evidence/duplicate", message);
  }
  const mechanisms = mechanismTable.read((row) => readMechanism(row, anyId, sourceKeys));
  const links = linkTable.read((row) => readLink(row, conditionIds, mechanismTable.keys));
  const couplings = table("coupling.csv", COUPLING_COLUMNS, "id").read((row) => readCoupling(row, findingIds));
  const competitionGroups = table("competition_groups.csv", COMPETITION_GROUP_COLUMNS, "group").read((row) =>
    readCompetitionGroup(row, conditionIds),
  );
  const clusterResults = table("cluster_results.csv", CLUSTER_RESULT_COLUMNS, "result").read((row) =>
    readClusterResult(row, findingIds, sourceKeys),
  );
  const clinicianFindingIds = new Set(findings.filter(({ askedOf }) => askedOf === "clinician").map(({ id }) => id));
  const examinationMethods = table("examination_methods.csv", EXAMINATION_METHOD_COLUMNS, "finding_id").read((row) =>
    readExaminationMethod(row, clinicianFindingIds),
  );
  const treatments = table("treatments.csv", TREATMENT_COLUMNS, "id").read((row) =>
    readTreatment(row, conditionIds, sourceKeys),
  );
  const outcomes = table("outcomes.csv", OUTCOME_COLUMNS, "id").read(readOutcome);
  const patientFindingIds = new Set(findings.filter(({ askedOf }) => askedOf === "patient").map(({ id }) => id));
  const redFlags = table("redflags.csv", RED_FLAG_COLUMNS, "id").read((row) =>
    readRedFlag(row, { ...known, patientFindingIds }),
  );
  const sources = sourceTable.read(readSource);

  checkLikelihoods(likelihoodTable, likelihoods);
  checkPositiveRules(findingTable, findings);
  if (problems.length > 0) return notOk(...problems);

  const base: EvidenceBase = {
    version: parameters.version,
    hash,
    conditions: byKey(conditions, (condition) => condition.id),
    findings: findingsById,
    likelihoods,
    links,
    couplings,
    mechanisms: byKey(mechanisms, (mechanism) => mechanism.id),
    competitionGroups,
    clusterResults,
    examinationMethods: byKey(examinationMethods, (method) => method.findingId),
    treatments,
    outcomes: byKey(outcomes, (outcome) => outcome.id),
    redFlags,
    sources: byKey(sources, (source) => source.key),
    parameters,
    notices: [],
  };
  return ok({
    ...base,
    notices: noticesOf(base, {
      conditions: conditionTable,
      findings: findingTable,
      likelihoods: likelihoodTable,
      links: linkTable,
      sources: sourceTable,
    }),
  });
}

function byKey<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [keyOf(entry), entry]));
}
