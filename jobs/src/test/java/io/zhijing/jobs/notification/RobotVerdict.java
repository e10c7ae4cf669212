package io.zhijing.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.notification.Audience.Member;
import java.util.List;
import java.util.Set;

/** Whether robots and the Alertmanager got what was due to them, signed, and nothing else. */
final class RobotVerdict {
  private RobotVerdict() {}

  /** How many messages were repeats. */
  static int judge(Robots robots, RealAlertmanager alertmanager) throws Exception {
    int repeats = 0;
    assertThat(robots.forged()).isEmpty();
    for (Member member : Due.robotMembers()) {
      Set<String> due = Due.ids(member.due());
      List<Robots.Taken> taken = robots.taken(member.channel());
      assertThat(taken)
          .as(member.channel())
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.warnings()).hasSize(1).isSubsetOf(due));
      // A repeat is known by its id: as many ids as warnings, however many messages.
      assertThat(taken.stream().map(Robots.Taken::delivery).distinct())
          .as(member.channel())
          .hasSameSizeAs(due);
      repeats += taken.size() - due.size();
    }
    assertThat(alertmanager.warnings())
        .isEqualTo(
            Due.ids(
                Due.robotMembers().stream()
                    .filter(each -> each.channel().equals("alertmanager"))
                    .findFirst()
                    .orElseThrow()
                    .due()));
    return repeats;
  }
}
