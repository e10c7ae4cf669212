package io.zhijing.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.PipelineSettings.Liveness;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.SourceHealth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerFunctionTest {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final String STREAM = "complaint";

  private static PipelineSettings settings;

  /** The ledger with two clocks in the test's hand. */
  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, LedgerEntry, SourceHealth> {
    Harness() throws Exception {
      super(
          new KeyedProcessOperator<>(new LedgerFunction(settings)),
          LedgerEntry::stream,
          BasicTypeInfo.STRING_TYPE_INFO);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    void hear(Account account) throws Exception {
      processElement(LedgerEntry.of(STREAM, account, 1), 0);
    }

    /** As a clock goes: no minute is left out. */
    void goOnTo(long time) throws Exception {
      for (long now = getProcessingTime() + MINUTE; now < time; now += MINUTE) {
        setProcessingTime(now);
      }
      setProcessingTime(time);
    }

    List<SourceHealth> told() {
      List<SourceHealth> told = extractOutputValues();
      getOutput().clear();
      return told;
    }

    SourceHealth last() {
      List<SourceHealth> told = told();
      return told.get(told.size() - 1);
    }
  }

  @BeforeAll
  static void loadThePack() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    settings =
        new PipelineSettings(
                new Calendar(pack.zone(), 24),
                PipelineSettings.Watch.of(
                    new PackWatch("inner-mongolia"), pack, RuleSet.standard(), Map.of()),
                new PipelineSettings.Horizons(1, 60),
                new PipelineSettings.HashKey(
                    "a key for tests, not secret".getBytes(StandardCharsets.UTF_8)))
            .with(
                new Liveness(
                    Duration.ofMinutes(1),
                    Duration.ofDays(3),
                    Map.of(STREAM, Duration.ofHours(2))));
  }

  @Test
  void accountsAreDrawnUpEveryMinuteAlthoughNothingComes() throws Exception {
    try (Harness ledger = new Harness()) {
      ledger.open();
      ledger.hear(Account.RECEIVED);
      for (int minute = 1; minute <= 5; minute++) {
        ledger.setProcessingTime(minute * MINUTE);
        List<SourceHealth> told = ledger.told();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).checkedAt()).isEqualTo(minute * MINUTE);
        assertThat(told.get(0).accounts().heard()).isEqualTo(1);
      }
    }
  }

  @Test
  void aSourceIsSilentAfterItsLimitAndAliveAgainWhenItIsHeard() throws Exception {
    try (Harness ledger = new Harness()) {
      ledger.open();
      ledger.hear(Account.RECEIVED);
      ledger.goOnTo(2 * HOUR);
      assertThat(ledger.last().isSilent()).isFalse();
      ledger.goOnTo(2 * HOUR + 5 * MINUTE);
      SourceHealth silent = ledger.last();
      assertThat(silent.isSilent()).isTrue();
      assertThat(silent.silentFor()).isGreaterThan(2 * HOUR);
      ledger.hear(Account.HEARTBEATS);
      ledger.goOnTo(2 * HOUR + 7 * MINUTE);
      assertThat(ledger.last().isSilent()).as("a sign of life is enough").isFalse();
    }
  }

  @Test
  void whatTheJobDidNotReadWhileItWasDownIsNoSilence() throws Exception {
    OperatorSubtaskState kept;
    try (Harness ledger = new Harness()) {
      ledger.open();
      ledger.hear(Account.RECEIVED);
      ledger.goOnTo(HOUR);
      kept = ledger.snapshot(1, 1);
    }
    try (Harness ledger = new Harness()) {
      ledger.initializeState(kept);
      ledger.setProcessingTime(10 * HOUR);
      ledger.open();
      ledger.setProcessingTime(10 * HOUR + 1);
      assertThat(ledger.told()).isNotEmpty().noneMatch(SourceHealth::isSilent);
      ledger.hear(Account.RECEIVED);
      ledger.goOnTo(10 * HOUR + 3 * MINUTE);
      assertThat(ledger.told()).isNotEmpty().noneMatch(SourceHealth::isSilent);
      ledger.goOnTo(13 * HOUR);
      assertThat(ledger.last().isSilent()).isTrue();
    }
  }

  @Test
  void theEndOfABoundedInputIsTheSameWheneverItComes() throws Exception {
    SourceHealth first = end(HOUR);
    assertThat(end(100 * HOUR)).usingRecursiveComparison().isEqualTo(first);
    assertThat(first.checkedAt()).isZero();
  }

  private static SourceHealth end(long now) throws Exception {
    try (Harness ledger = new Harness()) {
      ledger.open();
      ledger.hear(Account.RECEIVED);
      ledger.setProcessingTime(now);
      ledger.told();
      ledger.processWatermark(Long.MAX_VALUE);
      return ledger.last();
    }
  }
}
