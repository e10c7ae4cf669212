package io.zhijing.jobs.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.States;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waited by stratum and tick in a savepoint goes to the families that now wait for it. */
class OlderCountsFunctionTest {
  private static final String PLACE = "inspection;region=150602;sector=C1353";
  private static final String FIRM = PLACE + ";enterprise=91150600YYYY00039N";
  private static final long TICK = 100;

  /** Lets counts wait as older versions did. */
  private static final class Older extends KeyedProcessFunction<String, CellDelta, FamilyCounts> {
    private static final long serialVersionUID = 1;

    private transient MapState<Long, DayCounts> waiting;

    @Override
    public void open(OpenContext context) {
      waiting = getRuntimeContext().getMapState(States.byTick("waiting-counts", DayCounts.class));
    }

    @Override
    public void processElement(CellDelta delta, Context context, Collector<FamilyCounts> out)
        throws Exception {
      long[] observed = {delta.observed(), 0};
      long[] trials = {delta.trials(), 0};
      int[] days = {delta.day(), delta.day() + 1};
      waiting.put(delta.tick(), new DayCounts(days, trials, observed, new long[2]));
      context.timerService().registerEventTimeTimer(delta.tick());
    }
  }

  private KeyedOneInputStreamOperatorTestHarness<String, CellDelta, FamilyCounts> older;
  private KeyedOneInputStreamOperatorTestHarness<String, CellDelta, FamilyCounts> now;

  @BeforeEach
  void make() throws Exception {
    older = harness(new Older());
    now = harness(new OlderCountsFunction(TestSettings.innerMongolia()));
  }

  @AfterEach
  void close() throws Exception {
    older.close();
    now.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CellDelta, FamilyCounts> harness(
      KeyedProcessFunction<String, CellDelta, FamilyCounts> function) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), CellDelta::stratum, BasicTypeInfo.STRING_TYPE_INFO);
  }

  private OperatorSubtaskState savepoint(CellDelta... waiting) throws Exception {
    older.open();
    for (CellDelta each : waiting) {
      older.processElement(new StreamRecord<>(each, 1));
    }
    return older.snapshot(1, 1);
  }

  private static ListAssert<CellDelta> assertSent(
      List<FamilyCounts> all, Function<FamilyCounts, CellDelta[]> part) {
    return assertThat(all.stream().flatMap(sent -> Stream.of(part.apply(sent))).toList());
  }

  @Test
  void whatWaitedGoesOnAtItsTick() throws Exception {
    CellDelta ofFirm = new CellDelta(FIRM, 20_000, TICK, 5, 2, 0);
    CellDelta ofPlace = new CellDelta(PLACE, 20_000, TICK, 9, 2, 0);
    now.initializeState(savepoint(ofFirm, ofPlace));
    now.open();
    now.processWatermark(new Watermark(TICK - 1));
    assertThat(now.extractOutputValues()).isEmpty();
    now.processWatermark(new Watermark(TICK));
    List<FamilyCounts> all = now.extractOutputValues();
    List<FamilyCounts> toPlace = all.stream().filter(each -> each.family().equals(PLACE)).toList();
    assertSent(toPlace, FamilyCounts::ofMembers).containsExactly(ofFirm);
    assertSent(toPlace, FamilyCounts::ofParent).containsExactly(ofPlace);
    assertSent(all, FamilyCounts::ofMembers).containsExactlyInAnyOrder(ofFirm, ofPlace);
    assertThat(now.numKeyedStateEntries()).isZero();
  }
}
