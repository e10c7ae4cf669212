package io.zhijing.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SumEntriesOperatorTest {
  private OneInputStreamOperatorTestHarness<LedgerEntry, LedgerEntry> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new SumEntriesOperator());
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void entry(Account account, long change, long time) throws Exception {
    harness.processElement(new StreamRecord<>(LedgerEntry.of("inspection", account, change), time));
  }

  private static LedgerEntry sum(Account account, long change, long parts) {
    return new LedgerEntry("inspection", account.code(), change, parts);
  }

  @Test
  void entriesOfAnAccountBecomeOneOfTheLatestTime() throws Exception {
    entry(Account.RECEIVED, 1, 30);
    entry(Account.RECEIVED, 1, 50);
    entry(Account.RECEIVED, 1, 40);
    entry(Account.DECODED, 1, 10);
    assertThat(harness.getOutput()).isEmpty();
    harness.processWatermark(new Watermark(60));
    assertThat(harness.getOutput())
        .containsExactly(
            new StreamRecord<>(sum(Account.RECEIVED, 3, 3), 50),
            new StreamRecord<>(sum(Account.DECODED, 1, 1), 10),
            new Watermark(60));
  }

  @Test
  void nothingIsHeldOverACheckpoint() throws Exception {
    entry(Account.CURRENT, 1, 30);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues())
        .containsExactly(LedgerEntry.of("inspection", Account.CURRENT, 1));
    entry(Account.CURRENT, 1, 30);
    entry(Account.CURRENT, -1, 31);
    harness.endInput();
    assertThat(harness.extractOutputValues())
        .containsExactly(sum(Account.CURRENT, 1, 1), sum(Account.CURRENT, 0, 2));
  }
}
