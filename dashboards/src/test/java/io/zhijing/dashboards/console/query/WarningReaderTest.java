package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.WarningSummary.Handling;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stored warning says of its silence. */
class WarningReaderTest {
  private static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");
  private static final String LATER = "2020-01-02T00:00:00Z";

  private static WarningReader reader;

  @BeforeAll
  static void load() throws Exception {
    Stored stored = StoredRegion.innerMongolia();
    Viewer viewer = new Viewer("vera", Set.of(Role.VIEWER), Set.of(), Set.of(), "zh");
    reader = new WarningReader(stored, viewer, NOW);
  }

  private static Handling handling(String silencedUntil, String... actions) {
    ObjectNode warning = new ObjectMapper().createObjectNode();
    warning.put("warning_id", "inspection;region=150100@2019-12-30").put("revision", 3);
    warning.put("status", "open").put("level", "red").put("peak_level", "red");
    warning.put("stream", "inspection").put("focus", "inspection;region=150100");
    warning.put("raised_on", "2019-12-30").put("silenced_until", silencedUntil);
    for (String action : actions) {
      warning.withArray("transitions").addObject().put("action", action);
    }
    return reader.summary(new Doc(warning)).handling();
  }

  @Test
  void onlyWhatAnOfficerSilencedCanAnOfficerEnd() {
    assertThat(handling(LATER, "raised", "silenced").silencedByOfficer()).isTrue();
    assertThat(handling(LATER, "raised").silencedByOfficer()).as("by a rule").isFalse();
    assertThat(handling(LATER, "raised", "silenced", "unsilenced").silencedByOfficer())
        .as("a rule's goes on")
        .isFalse();
    assertThat(handling(LATER, "raised", "silenced", "closed", "reopened").silencedByOfficer())
        .isFalse();
    assertThat(handling(LATER, "silenced", "unsilenced", "silenced", "updated").silencedByOfficer())
        .isTrue();
  }

  @Test
  void aSilenceThatHasRunOutIsNone() {
    assertThat(handling(LATER, "raised").silencedUntil()).contains(Instant.parse(LATER));
    Handling over = handling(NOW.toString(), "raised", "silenced");
    assertThat(over.silencedUntil()).isEmpty();
    assertThat(over.silencedByOfficer()).isFalse();
  }
}
