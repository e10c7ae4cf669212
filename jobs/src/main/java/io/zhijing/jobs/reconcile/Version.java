package io.zhijing.jobs.reconcile;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.state.LedgerEntry.Account;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * The newest revision of one report id and what came besides. Kept state; immutable.
 *
 * @param report the newest revision
 * @param repeats how often a known revision came again
 * @param superseded how many revisions were replaced, or came after a newer one
 */
public record Version(Report report, int repeats, int superseded) {
  /** The accounts that its revisions are in. */
  static final List<Account> ACCOUNTS =
      List.of(Account.CURRENT, Account.DUPLICATE, Account.SUPERSEDED, Account.WITHDRAWN);

  /** What is known after the first revision seen. */
  static Version first(Report report) {
    return new Version(report, 0, 0);
  }

  /**
   * What is known after a further revision; the caller gives them in order of arrival. One that
   * does not say who complained is of the matter of the other, whichever came first.
   */
  Version after(Report next) {
    if (next.revision() > report.revision()) {
      return new Version(ofMatter(next, report), repeats, superseded + 1);
    }
    if (next.revision() == report.revision()) {
      return new Version(report, repeats + 1, superseded);
    }
    return new Version(ofMatter(report, next), repeats, superseded + 1);
  }

  private static Report ofMatter(Report newer, Report older) {
    return newer.matter().isEmpty() && !older.matter().isEmpty()
        ? newer.withMatter(older.matter())
        : newer;
  }

  /** Whether what counts is another than what counted before. */
  boolean isOtherThan(Version before) {
    return report.revision() != before.report.revision()
        || !report.matter().equals(before.report.matter());
  }

  /** The report if it counts; empty if its newest revision takes it back. */
  Optional<Report> counted() {
    return report.withdrawn() ? Optional.empty() : Optional.of(report);
  }

  /**
   * Whether another version is of another month, in which its document stands beside this one's:
   * documents of reports are kept by the month of their day.
   */
  boolean isOfAnotherMonthThan(Version other) {
    return !YearMonth.from(LocalDate.ofEpochDay(report.eventDay()))
        .equals(YearMonth.from(LocalDate.ofEpochDay(other.report.eventDay())));
  }

  /** Whether more came than one revision, once. */
  boolean isRevised() {
    return repeats > 0 || superseded > 0;
  }

  /** How many of the revisions received are what. */
  long total(Account account) {
    return switch (account) {
      case CURRENT -> 1;
      case DUPLICATE -> repeats;
      case SUPERSEDED -> superseded;
      case WITHDRAWN -> report.withdrawn() ? 1 : 0;
      default -> 0;
    };
  }
}
