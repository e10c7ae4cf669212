package io.zhijing.jobs.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus would have read at one moment.
 *
 * @param samples all of them
 */
public record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One number. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** What an address tells now. */
  public static Scrape of(URI address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(address + " answers " + answer.statusCode());
    }
    return new Scrape(
        answer
            .body()
            .lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(Scrape::sample)
            .toList());
  }

  private static Sample sample(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("no sample: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (parts.group(2) != null) {
      Matcher label = LABEL.matcher(parts.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    String value = parts.group(3);
    return new Sample(
        parts.group(1),
        labels,
        value.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value));
  }

  /** Those of one job only. */
  Scrape ofJob(String name) {
    return new Scrape(keep(each -> name.equals(each.labels().get("job_name"))));
  }

  /** All names. */
  public Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toSet());
  }

  /** The sum over all samples that have the labels. */
  public long sum(String name, Map<String, String> labels) {
    return Math.round(
        keep(each -> each.name().equals(name) && has(each, labels)).stream()
            .mapToDouble(Sample::value)
            .sum());
  }

  private static boolean has(Sample sample, Map<String, String> labels) {
    return sample.labels().entrySet().containsAll(labels.entrySet());
  }

  private List<Sample> keep(Predicate<Sample> condition) {
    return samples.stream().filter(condition).toList();
  }
}
