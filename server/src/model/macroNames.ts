/** What the names of statement macros tell whose definitions are not seen. */

const leavesForSure = /RETURN|GOTO|THROW|BAIL/;
const mayLeave =
  /RETURN|GOTO|JUMP|EXIT|BAIL|LEAVE|THROW|FAIL|CHECK|BREAK|VERIFY|TRY|REQUIRE|ENSURE|ABORT|DIE|(?:^|_)(?:IF|ON|OUT)(?:_|$)|^(?:END|FINISH|DONE)$/;
const reports = /ASSERT|^NT_VERIFY$|TRACE|LOG|PRINT|DEBUG|DBG|WPP|UNREFERENCED|PAGED_CODE|ENTER|ENTRY/;
const namesMessage = /(?:ERR|ERROR|WARN|WARNING|INFO|MSG|MESSAGE|REPORT|VERBOSE|NOTICE|EVENT)S?\d*$/;

/** The name tells of a jump, a return or a check. */
export function nameTellsOfLeaving(macro: string): boolean {
  return mayLeave.test(macro);
}

/** The macro writes a message and goes on: its name says so, or it is given a text (`hasText`) and no word of leaving. */
export function onlyReports(macro: string, hasText: boolean): boolean {
  if (leavesForSure.test(macro)) return false;
  return reports.test(macro) || (!mayLeave.test(macro) && (hasText || namesMessage.test(macro)));
}
