package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.DocumentSearch.AwayException;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Part;
import io.zhijing.dashboards.console.query.TooManyRowsException;
import io.zhijing.dashboards.console.tables.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.io.output.WriterOutputStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A question whose answer is a table. Exit code 2 if it cannot be asked like that. */
abstract class QueryPart implements Callable<Integer> {
  private static final int AWAY = 1;
  private static final int FAULTY = 2;

  private final Locale locale;

  @Spec private CommandSpec spec;
  @Mixin private QueryOptions options;

  QueryPart(Locale locale) {
    this.locale = locale;
  }

  /** Names of all cells. */
  abstract List<String> heading();

  /** The cells that a screen has room for. */
  abstract List<QueryTable.Column> columns();

  /**
   * Puts the answer into a table.
   *
   * @return how many there are, of which a limit may have left out some
   * @throws SettingsFaults if the question has faults
   */
  abstract long answer(QueryDesk desk, Consumer<List<?>> row) throws SettingsFaults;

  QueryOptions options() {
    return options;
  }

  Locale locale() {
    return locale;
  }

  @Override
  public Integer call() throws IOException {
    Messages messages = new Messages(locale);
    PrintWriter err = spec.commandLine().getErr();
    try (QueryDesk desk = options.open(locale)) {
      long[] shown = {0};
      long total = write(desk, shown);
      if (desk.isSimulated()) {
        err.println(messages.text("query.simulated"));
      }
      String key = total > shown[0] ? "query.some" : "query.all";
      err.println(messages.text(key, String.valueOf(shown[0]), String.valueOf(total)));
      return 0;
    } catch (PackFaults e) {
      err.println(messages.text("demo.pack-faults", List.of(options.packName())));
      e.faults().forEach(fault -> err.println("  " + fault));
    } catch (SettingsFaults e) {
      e.faults().forEach(fault -> err.println("  " + fault));
    } catch (TooManyRowsException e) {
      err.println(messages.text("query.too-many", String.valueOf(Paging.EXPORT)));
    } catch (AwayException e) {
      err.println(e.getMessage());
      return AWAY;
    }
    return FAULTY;
  }

  /** Nothing is written, and no file is touched, before the first row is there. */
  private long write(QueryDesk desk, long[] shown) throws IOException, SettingsFaults {
    Lazy lazy = new Lazy(desk);
    try (lazy) {
      long total =
          answer(
              desk,
              row -> {
                lazy.table().put(row);
                shown[0]++;
              });
      lazy.table();
      return total;
    }
  }

  private final class Lazy implements AutoCloseable {
    private final QueryDesk desk;
    private Table table;

    Lazy(QueryDesk desk) {
      this.desk = desk;
    }

    Table table() {
      try {
        table = table == null ? open(desk) : table;
        return table;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      if (table != null) {
        table.close();
      }
    }
  }

  private Table open(QueryDesk desk) throws IOException {
    OutputStream out =
        options.file().isPresent()
            ? Files.newOutputStream(options.file().get())
            : WriterOutputStream.builder()
                .setWriter(spec.commandLine().getOut())
                .setCharset(StandardCharsets.UTF_8)
                .get();
    return options.format() == QueryOptions.Format.TABLE
        ? new QueryTable(
            out,
            heading(),
            columns(),
            new Messages(Locale.forLanguageTag(desk.viewer().language())))
        : Table.of(options.format().mediaType(options.file().isPresent()), out, heading());
  }

  /**
   * All rows, or as many as asked for: page after page, or in one scan where they may be more than
   * Elasticsearch gives by pages.
   *
   * @param scan gives all of them in their order
   * @return how many there are
   */
  <T> long rows(Consumer<Consumer<T>> scan, Function<Paging, Part<T>> ask, Consumer<T> take) {
    if (options.limit().isPresent() && options.limit().get() <= Paging.WINDOW) {
      return paged(ask, take);
    }
    int most = options.limit().orElse(Integer.MAX_VALUE);
    long[] found = {0};
    scan.accept(
        each -> {
          if (found[0]++ < most) {
            take.accept(each);
          }
        });
    return found[0];
  }

  /** Page after page, as far as the limit and Elasticsearch's window go. */
  <T> long paged(Function<Paging, Part<T>> ask, Consumer<T> take) {
    int most = Math.min(options.limit().orElse(Paging.WINDOW), Paging.WINDOW);
    long total = 0;
    int taken = 0;
    for (int page = 1; taken < most; page++) {
      Part<T> part = ask.apply(new Paging(page, Paging.MOST));
      total = part.total().value().orElse(0);
      List<T> items = part.items().subList(0, Math.min(part.items().size(), most - taken));
      items.forEach(take);
      taken += items.size();
      if (part.items().size() < Paging.MOST) {
        break;
      }
    }
    return total;
  }
}
