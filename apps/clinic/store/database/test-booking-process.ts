/**
 * A process for tests to kill: opens the embedded database in the folder it is given, then books one slot after another
 * and prints each key once the booking is acknowledged.
 */
import { bookVisit, openDatabase } from "../index.ts";
import { addTestClinic, bookingOf, slotAt } from "../test-clinic.ts";

const [dataDir, firstDay] = process.argv.slice(2);
if (dataDir === undefined || firstDay === undefined) throw new Error("Give a folder and the first day to book.");

const { db } = await openDatabase({ dataDir });
if ((await db.selectFrom("office").select("id").execute()).length === 0) await addTestClinic(db);
process.stdout.write("open\n");

for (let index = 0; ; index++) {
  const slot = slotAt(Number(firstDay) + Math.floor(index / 48), index % 48);
  const booking = bookingOf(slot, `customer-${firstDay}-${index}`);
  const result = await bookVisit(db, booking);
  process.stdout.write(`${result.kind} ${booking.idempotencyKey}\n`);
}
