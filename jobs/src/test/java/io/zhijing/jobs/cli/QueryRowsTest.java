package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.query.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** How many rows a table has. */
class QueryRowsTest {
  private static final int STORED = 2 * Paging.WINDOW + 5_000;

  @Command(name = "asked")
  private static final class Asked extends QueryPart {
    private final List<Integer> taken = new ArrayList<>();

    Asked() {
      super(Locale.ENGLISH);
    }

    @Override
    List<String> heading() {
      return List.of("row");
    }

    @Override
    List<QueryTable.Column> columns() {
      return List.of();
    }

    @Override
    long answer(QueryDesk desk, Consumer<List<?>> row) {
      Consumer<Consumer<Integer>> scan = take -> IntStream.range(0, STORED).forEach(take::accept);
      return this.<Integer>rows(
          scan,
          paging -> {
            throw new AssertionError("pages end before the rows do");
          },
          taken::add);
    }
  }

  private static Asked parsed(String... words) {
    Asked asked = new Asked();
    new CommandLine(asked).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words);
    return asked;
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "xlsx"})
  void aFileHasAllRows(String format) {
    Asked asked = parsed("--format", format);
    assertThat(asked.answer(null, row -> {})).isEqualTo(STORED);
    assertThat(asked.taken).hasSize(STORED);
  }

  @Test
  void aLimitBeyondThePagesIsKept() {
    Asked asked = parsed("--format", "csv", "--limit", "12000");
    assertThat(asked.answer(null, row -> {})).isEqualTo(STORED);
    assertThat(asked.taken).hasSize(12_000).endsWith(11_999);
  }
}
