package io.zhijing.jobs.notification;

import io.zhijing.jobs.notification.Audience.Member;
import io.zhijing.jobs.notification.WarningRecords.About;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is due to whom, worked out without the program. */
final class Due {
  private Due() {}

  static List<Member> hookMembers() {
    return Audience.all().stream()
        .filter(each -> each.channel().startsWith("hook"))
        .filter(
            each -> Integer.parseInt(each.subscription().id().substring(1)) < Audience.RECIPIENTS)
        .toList();
  }

  /** Of BLUE and YELLOW, those that ended before the digest are told to nobody. */
  static boolean isOverBeforeDigest(About about) {
    int number = Integer.parseInt(about.id().substring(1, about.id().indexOf('@')));
    return number % 10 == 0;
  }

  static Set<String> ids(List<About> warnings) {
    Set<String> ids = new HashSet<>();
    warnings.forEach(each -> ids.add(each.id()));
    return ids;
  }

  /** Members that are told by robots or an Alertmanager. */
  static List<Member> robotMembers() {
    return Audience.all().stream()
        .filter(each -> Audience.ROBOTS.containsValue(each.channel()))
        .toList();
  }

  /** What is still due, by recipient. */
  static List<String> missing(Map<String, Inbox> inboxes, Robots robots) {
    List<String> missing = new ArrayList<>();
    for (Member member : robotMembers()) {
      Set<String> told = new HashSet<>();
      robots.taken(member.channel()).forEach(each -> told.addAll(each.warnings()));
      if (!told.containsAll(ids(member.due()))) {
        missing.add(member.channel());
      }
    }
    for (Member member : hookMembers()) {
      Inbox inbox = inboxes.getOrDefault(member.address(), new Inbox());
      List<About> urgent = member.due().stream().filter(About::isUrgent).toList();
      if (member.cap() > Audience.CAP
          && !member.isQuiet()
          && !inbox.raisedAtOnce.containsAll(ids(urgent))) {
        missing.add(member.address() + " at once");
      }
      if (waitsForDigest(member) && inbox.digests == 0) {
        missing.add(member.address() + " digest");
      }
      if (member.isQuiet() && inbox.raisedAtOnce.size() < quietDue(member).size()) {
        missing.add(member.address() + " after quiet hours");
      }
    }
    for (Member member : Audience.all()) {
      if (member.channel().equals("mail")) {
        Inbox inbox = inboxes.getOrDefault(member.address(), new Inbox());
        if (inbox.deliveries.size() < expectedMails(member)) {
          missing.add(member.address());
        }
      }
    }
    return missing;
  }

  static boolean waitsForDigest(Member member) {
    return member.cap() == Audience.CAP
        || member.due().stream().anyMatch(each -> !each.isUrgent() && !isOverBeforeDigest(each));
  }

  /** RED breaks the quiet hours; ORANGE waits, and what is over by then is told to nobody. */
  static Set<String> quietDue(Member member) {
    return ids(
        member.due().stream()
            .filter(About::isUrgent)
            .filter(each -> each.isAtLeast("red") || !isOverBeforeDigest(each))
            .toList());
  }

  static int expectedMails(Member member) {
    if (member.cap() == Audience.CAP) {
      return Audience.CAP + 1;
    }
    if (member.isQuiet()) {
      Set<String> told = quietDue(member);
      long ends =
          member.due().stream()
              .filter(each -> told.contains(each.id()) && isOverBeforeDigest(each))
              .count();
      return told.size() + (int) ends + (waitsForDigest(member) ? 1 : 0);
    }
    List<About> urgent = member.due().stream().filter(About::isUrgent).toList();
    long ends = urgent.stream().filter(Due::isOverBeforeDigest).count();
    return urgent.size() + (int) ends + (waitsForDigest(member) ? 1 : 0);
  }
}
