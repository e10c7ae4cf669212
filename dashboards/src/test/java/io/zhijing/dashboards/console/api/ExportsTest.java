package io.zhijing.dashboards.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.TooManyRowsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to a file first. */
class ExportsTest {
  private static final Exports.Sink NOWHERE = (bytes, in) -> in.skipNBytes(bytes);

  @TempDir private Path folder;

  private Exports exports() {
    return new Exports(folder, Duration.ZERO);
  }

  private static Reply.Writer text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsWrittenArrivesWithItsLength() throws Exception {
    String text = "a,1\r\n".repeat(50_000);
    exports()
        .send(
            "vera",
            text(text),
            (bytes, in) -> {
              assertThat(bytes).isEqualTo(text.length());
              assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(text);
              assertThat(folder.toFile().listFiles())
                  .singleElement()
                  .satisfies(file -> assertThat(file.length()).isLessThan(bytes / 10));
            });
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftOfWhatFails() {
    Exports exports = exports();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  exports.send(
                      "vera",
                      out -> {
                        out.write(1);
                        throw new IOException("writing");
                      },
                      NOWHERE))
          .hasMessage("writing");
      assertThatThrownBy(
              () ->
                  exports.send(
                      "vera",
                      text("x"),
                      (bytes, in) -> {
                        throw new IOException("sending");
                      }))
          .hasMessage("sending");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aThirdAtATimeIsToldToComeBack() throws Exception {
    Exports exports = exports();
    exports.send(
        "vera",
        text("first"),
        (bytes, in) ->
            exports.send(
                "ana",
                out -> {
                  ProblemException refused =
                      catchThrowableOfType(
                          ProblemException.class,
                          () -> exports.send("ola", text("third"), NOWHERE));
                  assertThat(refused.kind()).isEqualTo(ProblemKind.TOO_MANY);
                  assertThat(refused.retryAfter()).isPresent();
                },
                NOWHERE));
    exports.send("ola", text("later"), NOWHERE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nobodyHasTwoAtATime() throws Exception {
    Exports exports = exports();
    exports.send(
        "vera",
        text("first"),
        (bytes, in) -> {
          ProblemException refused =
              catchThrowableOfType(
                  ProblemException.class, () -> exports.send("vera", text("second"), NOWHERE));
          assertThat(refused.kind()).isEqualTo(ProblemKind.TOO_MANY);
          exports.send("ana", text("other"), NOWHERE);
        });
    exports.send("vera", text("later"), NOWHERE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tooManyRowsAreAReasonThatTellsTheBoundInBothLanguages() {
    ProblemException problem = Problems.of(new TooManyRowsException(Paging.EXPORT));
    assertThat(problem.kind().status()).isEqualTo(422);
    assertThat(problem.reason()).isEqualTo("too_many_rows");
    for (String language : List.of("zh", "en")) {
      assertThat(Texts.of(language, "reason." + problem.reason()))
          .contains(String.format(Locale.ROOT, "%,d", Paging.EXPORT));
    }
  }
}
