package io.zhijing.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.state.WarningStep;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepFactsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Telling TELLING = Deliveries.telling(Map.of(), 20);

  /** The sample step with other facts; a value of null leaves one out. */
  private static Notice notice(String action, String... facts) throws Exception {
    WarningStep step = Deliveries.step("w", 1, action, "none", "red");
    ObjectNode tree = (ObjectNode) MAPPER.readTree(step.facts());
    for (int i = 0; i < facts.length; i += 2) {
      if (facts[i + 1] == null) {
        tree.remove(facts[i]);
      } else {
        tree.put(facts[i], facts[i + 1]);
      }
    }
    WarningStep changed =
        new WarningStep(
            step.warning(),
            step.revision(),
            step.action(),
            step.from(),
            step.to(),
            step.receivedAt(),
            MAPPER.writeValueAsBytes(tree));
    return new StepFacts(changed).notice(TELLING);
  }

  private static Notice.Duty duty(Notice notice) {
    return notice.responsibility().duty().orElseThrow();
  }

  @Test
  void aLimitIsOfWhatIsOwed() throws Exception {
    assertThat(duty(notice("raised", "owed", "acknowledge")).owed()).contains(Stage.ACKNOWLEDGE);
    assertThat(duty(notice("overdue", "owed", "dispose")).owed()).contains(Stage.DISPOSE);
  }

  @Test
  void aWarningIsCalledByItsSubjectWhateverExplainsIt() throws Exception {
    Notice notice = notice("updated", "stratum", "inspection;region=150000");
    assertThat(notice.subject().stratum().key()).isEqualTo("inspection;region=150000");
    assertThat(notice.subject().focus().key()).isEqualTo("inspection;region=150100;sector=C14");
    assertThat(notice("updated").subject().stratum()).isEqualTo(notice.subject().focus());
  }

  @Test
  void aWithdrawnWarningHasNoScope() throws Exception {
    assertThat(notice("withdrawn", "scope", null).subject().scope()).isEmpty();
  }

  @Test
  void aStepThatDoesNotSayWhatIsOwedStillHasItsLimit() throws Exception {
    assertThat(duty(notice("raised")).owed()).isEmpty();
    assertThat(duty(notice("raised", "owed", "of_tomorrow")).owed()).isEmpty();
    assertThat(duty(notice("raised")).due().orElseThrow()).isEqualTo("2020-06-02T00:00:00Z");
  }

  @Test
  void whatIsOwedIsOwedWhenAllLimitsWereMissed() throws Exception {
    Notice.Duty duty = duty(notice("overdue", "owed", "dispose", "due_at", null));
    assertThat(duty.owed()).contains(Stage.DISPOSE);
    assertThat(duty.due()).isEmpty();
    assertThat(duty.act()).isEqualTo(duty(notice("raised")).act());
  }

  @Test
  void withoutALimitAndNothingOwedThereIsNoDuty() throws Exception {
    for (String owed : new String[] {null, "nothing", "of_tomorrow"}) {
      Notice notice = notice("closed", "owed", owed, "due_at", null);
      assertThat(notice.responsibility().duty()).as("owed %s", owed).isEmpty();
    }
  }
}
