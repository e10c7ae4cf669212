package io.zhijing.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is read by hand because it comes often, held against the library that reads all. */
class PlainFormsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void datesAndTimesAreThoseOfTheGeneralParser() {
    String signs = "0123459-:TZ +.";
    SplittableRandom random = new SplittableRandom(3);
    int parsed = 0;
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text =
          new StringBuilder(
              String.format(
                  "%04d-%02d-%02d",
                  random.nextInt(2, 9999), random.nextInt(0, 14), random.nextInt(0, 33)));
      if (random.nextBoolean()) {
        text.append(
            String.format(
                "T%02d:%02d:%02dZ",
                random.nextInt(0, 26), random.nextInt(0, 62), random.nextInt(0, 62)));
      }
      if (random.nextInt(4) == 0) {
        text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
      }
      String date = text.toString();
      assertThat(told(date, WireTimes::date)).isEqualTo(told(date, LocalDate::parse));
      String instant = told(date, each -> WireTimes.instant(each, ZONE));
      assertThat(instant).isEqualTo(told(date, PlainFormsTest::generally));
      parsed += instant.isEmpty() ? 0 : 1;
    }
    assertThat(parsed).isBetween(50_000, 290_000);
  }

  private static Object generally(String text) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(ZONE).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  private static String told(String text, Function<String, Object> parser) {
    try {
      return parser.apply(text).toString();
    } catch (DateTimeException e) {
      return "";
    }
  }

  @Test
  void utf8IsThatOfTheLibrary() {
    SplittableRandom random = new SplittableRandom(5);
    int[] telling = {
      0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe4,
      0xed, 0xef, 0xf0, 0xf3, 0xf4, 0xf5, 0xff
    };
    int valid = 0;
    for (int i = 0; i < 1_000_000; i++) {
      byte[] bytes = new byte[random.nextInt(0, 7)];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = (byte) telling[random.nextInt(telling.length)];
      }
      boolean expected = isDecodable(bytes);
      assertThat(Utf8.isValid(bytes)).isEqualTo(expected);
      valid += expected ? 1 : 0;
    }
    assertThat(valid).isGreaterThan(100_000);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += 7) {
      byte[] bytes = new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8);
      assertThat(Utf8.isValid(bytes)).isTrue();
    }
  }

  private static boolean isDecodable(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
