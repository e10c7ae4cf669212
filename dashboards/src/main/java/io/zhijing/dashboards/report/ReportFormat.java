package io.zhijing.dashboards.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a report can be written as. */
public enum ReportFormat {
  /** A page that stands alone. */
  HTML {
    @Override
    public byte[] write(QualityReport report, Locale locale) {
      return ReportPage.of(report, locale, resource("screen.css") + resource("report.css"))
          .getBytes(StandardCharsets.UTF_8);
    }
  },
  /** A document to print, its fonts within it. */
  PDF {
    @Override
    public byte[] write(QualityReport report, Locale locale) {
      String mark = report.about().isSimulated() ? resource("simulated.css") : "";
      String page =
          ReportPage.of(report, locale, resource("print.css") + mark + resource("report.css"));
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      XRLog.setLoggingEnabled(false);
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useFastMode();
      builder.useFont(() -> open(FONT), FAMILY);
      builder.withHtmlContent(page, null);
      builder.toStream(document);
      try {
        builder.run();
      } catch (IOException e) {
        throw new UncheckedIOException("the document could not be laid out", e);
      }
      return document.toByteArray();
    }
  },
  /** One table in UTF-8 with a mark, so that spreadsheets read Chinese. */
  CSV {
    @Override
    public byte[] write(QualityReport report, Locale locale) {
      return ("\uFEFF" + ReportCsv.of(report, locale)).getBytes(StandardCharsets.UTF_8);
    }
  };

  private static final String FONT = "DroidSansFallback.ttf";
  private static final String FAMILY = "Droid Sans Fallback";

  /**
   * The report as bytes.
   *
   * @param locale Chinese or English
   */
  public abstract byte[] write(QualityReport report, Locale locale);

  static String resource(String name) {
    try (InputStream stream = open(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream stream = ReportFormat.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("the program lacks " + name);
    }
    return stream;
  }
}
