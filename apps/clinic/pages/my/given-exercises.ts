import type { MyPages } from "./open-my-pages.ts";

/** The exercises of a person's newest plan, and the doses of them that a clinician changed. */
export async function givenExercises({ clinic, patient }: Pick<MyPages, "clinic" | "patient">) {
  const [newest] = await clinic.store.givenPlansOf(clinic.db, patient.id);
  return { ids: newest?.content.exerciseIds ?? [], doses: newest?.content.exerciseDoses };
}
