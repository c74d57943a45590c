import type { LoaderFunctionArgs } from "react-router";
import { useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";

export function meta() {
  return [{ title: "What Plumbline is, and is not – Plumbline" }];
}

export function loader({ context }: LoaderFunctionArgs) {
  const { evidence } = context.get(clinicContext).clinic;
  const preferred = evidence.likelihoods.filter((row) => row.preferred);
  const count = (mark: string) => preferred.filter((row) => row.mark === mark).length;
  return {
    version: evidence.version,
    conditions: evidence.conditions.size,
    findings: evidence.findings.size,
    rows: preferred.length,
    seen: count("seen"),
    recalled: count("recalled"),
    estimated: count("expert estimate"),
  };
}

export default function About() {
  const base = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <h1>What Plumbline is, and is not</h1>
      <p className="lead">
        Plumbline helps a clinician think through one question: do your feet drive your back pain, does your spine drive
        your foot trouble, both, or neither?
      </p>
      <h2>It is</h2>
      <ul>
        <li>a set of plain questions that sorts what you tell us</li>
        <li>a way to show what fits, why, and how sure we can be</li>
        <li>a help for the clinician who will examine you and decide</li>
      </ul>
      <h2>It is not</h2>
      <ul>
        <li>a diagnosis, and never a promise of one</li>
        <li>a cleared medical device</li>
        <li>for people under 18, or for pregnancy without a clinician</li>
        <li>for emergencies: call 911</li>
      </ul>
      <h2>What it rests on</h2>
      <p>
        Version {base.version} of its evidence base knows {base.conditions} conditions and {base.findings} findings. It
        weighs them with {base.rows.toLocaleString("en-US")} figures. Here is how firm those are:
      </p>
      <table>
        <caption>How each figure came about</caption>
        <thead>
          <tr>
            <th scope="col">Mark</th>
            <th scope="col">Meaning</th>
            <th scope="col" className="number">
              Figures
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Seen</th>
            <td>read in a published source</td>
            <td className="number">{base.seen.toLocaleString("en-US")}</td>
          </tr>
          <tr>
            <th scope="row">Recalled</th>
            <td>from memory of the literature, not read again</td>
            <td className="number">{base.recalled.toLocaleString("en-US")}</td>
          </tr>
          <tr>
            <th scope="row">Expert estimate</th>
            <td>no source: a judgement to start from</td>
            <td className="number">{base.estimated.toLocaleString("en-US")}</td>
          </tr>
        </tbody>
      </table>
      <p className="notice caution">
        <strong>This base has not been clinically validated.</strong> Most of its figures are estimates. A panel of
        clinicians must review them before anyone relies on them.
      </p>
    </div>
  );
}
