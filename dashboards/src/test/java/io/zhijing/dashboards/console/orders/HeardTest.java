package io.zhijing.dashboards.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.orders.CommandOrders.CommandReply;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeardTest {
  private static final Viewer OLA = viewer("ola");

  private final Heard heard = new Heard();

  private static Viewer viewer(String name) {
    return new Viewer(name, Set.of(), Set.of(), Set.of(), "en");
  }

  private static CommandReply reply(String id, String outcome) {
    return CommandReply.answered(id, "w", "acknowledge", outcome, 2);
  }

  @Test
  void anAnswerIsTheGiversAlone() {
    heard.keep(OLA, reply("c", "done"));
    assertThat(heard.of(OLA, "c")).contains(reply("c", "done"));
    assertThat(heard.of(viewer("ivan"), "c")).isEmpty();
    assertThat(heard.of(OLA, "d")).isEmpty();
  }

  @Test
  void theLatestAnswerCounts() {
    heard.keep(OLA, reply("c", "done"));
    heard.keep(OLA, reply("c", "done_before"));
    assertThat(heard.of(OLA, "c")).contains(reply("c", "done_before"));
  }

  @Test
  void theOldestAreForgottenBeforeTheyFillTheMemory() {
    for (int i = 0; i <= 1_000; i++) {
      heard.keep(OLA, reply("c" + i, "done"));
    }
    assertThat(heard.of(OLA, "c0")).isEmpty();
    assertThat(heard.of(OLA, "c1")).isPresent();
    assertThat(heard.of(OLA, "c1000")).isPresent();
  }
}
