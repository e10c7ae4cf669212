package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.aggregate.DayCounts;
import io.zhijing.jobs.compact.CompactType;
import io.zhijing.jobs.detect.SeriesState;
import io.zhijing.jobs.detect.SeriesStateForm;
import io.zhijing.jobs.mix.MixCount;
import io.zhijing.jobs.mix.MixWeeks;
import io.zhijing.jobs.mix.WeekRates;
import io.zhijing.jobs.state.Accounts;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.Types;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What is kept of expected failures comes back as it was. */
class KeptFormsTest {
  private static final long[] NUMBERS = {3, 0, 2_333_333};

  @Test
  void countsWithExpectedFailures() throws Exception {
    int[] days = {18_000, 18_001, 18_009};
    comesBack(DayCounts.class, new DayCounts(days, NUMBERS, NUMBERS, NUMBERS));
    SeriesState series = new SeriesState(days, NUMBERS, NUMBERS, NUMBERS, days);
    comesBack(new CompactType<>(new SeriesStateForm()), series);
    comesBack(new CompactType<>(new SeriesStateForm()), SeriesState.EMPTY);
    CellDelta delta = new CellDelta("inspection", 18_000, 9, -1, 0, -2_333_333);
    comesBack(CellDelta.class, delta);
    CellDelta[] ofMembers = {new CellDelta("inspection;region=15", 18_001, 9, 4, 1, 0), delta};
    CellDelta[] ofParent = {delta};
    comesBack(FamilyCounts.class, new FamilyCounts("inspection", 9, ofMembers, ofParent));
  }

  @Test
  void countsAndRatesOfCells() throws Exception {
    comesBack(MixCount.class, new MixCount("ecommerce", 2600, 1, "random", "某院", "F01", -4, 0));
    int[] weeks = {2600, 2601, 2700};
    comesBack(MixWeeks.class, new MixWeeks("", "某院", "", weeks, NUMBERS, NUMBERS));
    String[] keys = {"", "\u001f2某院"};
    double[] rates = {1.0 / 3, Double.MIN_VALUE};
    comesBack(WeekRates.class, new WeekRates("inspection", 2600, keys, rates));
  }

  @Test
  void accountsWithTheArrivalOfTheNewestRecord() throws Exception {
    LedgerEntry received = LedgerEntry.of("inspection", LedgerEntry.Account.RECEIVED, 1);
    LedgerEntry late = LedgerEntry.of("inspection", LedgerEntry.Account.LATE, 1);
    Accounts accounts =
        Accounts.empty("inspection").plus(received, 70).plus(received, 60).plus(late, 90);
    assertThat(accounts.lastArrival()).isEqualTo(70);
    comesBack(Accounts.class, accounts.at(100));
  }

  private static <T> void comesBack(Class<T> type, T value) throws IOException {
    comesBack(Types.of(type), value);
  }

  private static <T> void comesBack(TypeInformation<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    serializer.serialize(value, bytes);
    T read = serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
    assertThat(read).usingRecursiveComparison().isEqualTo(value);
  }
}
