/** What a patient finds on their own pages, in the order in which it is listed. */
export const MY_SECTIONS: readonly {
  /** After the link: `"exercises"`. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
}[] = [
  { path: "plan", title: "Your plan", text: "What you and your clinician agreed to do, and until when." },
  { path: "exercises", title: "Your exercises", text: "Each with a drawing, how much to do and when to stop." },
  { path: "questions", title: "How are you?", text: "A few questions about pain and what you can do." },
  { path: "visits", title: "Your visits", text: "When and where, and how to change them." },
];
