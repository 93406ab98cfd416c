/** A reason why the build cannot go on, in one sentence for the person at the terminal. */
export class Fault extends Error {}
