/** `npm run bench`: what must stay fast, in milliseconds of processor time. Run it on a machine that does nothing else. */
import "./bench/clinic.ts";
import "./bench/gait.ts";
import "./bench/orthotic.ts";
import "./bench/patient-search.ts";
import "./bench/pressure.ts";
import "./bench/reasoning.ts";
