/** A text in which every 911 and 988 can be tapped to call: `"Call 911 now."` */
export function TapToCall({ text }: { readonly text: string }) {
  const parts = text.split(/\b(911|988)\b/);
  return (
    <>
      {parts.map((part, index) =>
        // The parts of a text that does not change keep their places.
        index % 2 === 1 ? (
          <a key={index} href={`tel:${part}`}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
