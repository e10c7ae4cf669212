package io.zhijing.jobs.cli;

import io.zhijing.jobs.end.SimulatedRegion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine;

/** The command line, spoken to by an analyst of the simulated region. */
final class AnalystLine {
  private final String elasticsearch;

  AnalystLine(SimulatedRegion region) throws IOException {
    this.elasticsearch = region.elasticsearch().hosts().get(0).toString();
  }

  record Said(int code, String out, String err) {}

  Said run(CommandLine line, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--elasticsearch", elasticsearch));
    return new Said(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
  }

  static List<CSVRecord> csv(Reader reader) throws IOException {
    return CSVFormat.RFC4180.builder().setHeader().get().parse(reader).getRecords();
  }
}
