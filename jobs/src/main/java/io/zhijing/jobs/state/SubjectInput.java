package io.zhijing.jobs.state;

/**
 * Something that happens to a subject: a judged day or an officer's command, one of the two.
 *
 * @param subject key of the subject's stratum
 * @param days the judged day, or none
 * @param commands the command, or none
 */
public record SubjectInput(String subject, AssessedDay[] days, OfficerCommand[] commands) {

  /** A judged day. */
  public static SubjectInput of(AssessedDay day) {
    return new SubjectInput(day.subject(), new AssessedDay[] {day}, new OfficerCommand[0]);
  }

  /** A command. */
  public static SubjectInput of(OfficerCommand command) {
    return new SubjectInput(command.subject(), new AssessedDay[0], new OfficerCommand[] {command});
  }
}
