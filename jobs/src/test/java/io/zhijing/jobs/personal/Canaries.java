package io.zhijing.jobs.personal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Invented personal data of every kind that must not get past de-identification, and records that
 * hold them in every place where they can stand. None of it belongs to anybody.
 */
final class Canaries {
  /** Values of the personal fields, by wire name. */
  static final Map<String, String> PERSON = new LinkedHashMap<>();

  /** What looks personal by its form, and so is found in texts that are kept. */
  static final List<String> BY_FORM =
      List.of(
          "13812345678",
          "138-1234-5678",
          "+86 138 1234 5678",
          "１３９８７６５４３２１",
          "一三八一二三四五六七九",
          "0471-6651234",
          "15010219900307123X",
          "150102900307123",
          "6222021234567890128",
          "canary.person@example.com",
          "蒙A·12C45",
          "203.0.113.77");

  static {
    PERSON.put("name", "例甲乙丙丁");
    PERSON.put("phone", "13812345678");
    PERSON.put("id_number", "15010219900307123X");
    PERSON.put("address", "示例街道九十九号十八栋");
    PERSON.put("email", "canary.person@example.com");
    PERSON.put("account", "wx_canary_account");
    PERSON.put("card", "6222021234567890128");
    PERSON.put("order", "ORDER-CANARY-0001");
    PERSON.put("plate", "蒙A·12C45");
    PERSON.put("device", "203.0.113.77");
    PERSON.put("attachment", "photo-canary.jpg");
    PERSON.put("employee", "works-for-the-firm-canary");
  }

  /** Records of each stream that cannot be used. */
  static final int INVALID = 8;

  private Canaries() {}

  /** Every text that must be found nowhere. */
  static List<String> all() {
    List<String> all = new ArrayList<>(PERSON.values());
    all.addAll(BY_FORM);
    return all;
  }

  /** Records of a stream: one valid record for each place, then invalid ones of every kind. */
  static List<byte[]> records(String stream) {
    List<byte[]> records = new ArrayList<>();
    int n = 0;
    for (String secret : all()) {
      records.add(bytes(valid(stream, "person-" + n++, person(), "", secret)));
    }
    for (String secret : all()) {
      String complaint = "我叫例甲，住" + secret + "，买的奶有异物";
      String told = valid(stream, "told-" + n++, person(), "", secret);
      records.add(bytes(told.replace("\"leak \"", "\"" + complaint + "\"")));
    }
    for (String secret : BY_FORM) {
      records.add(bytes(valid(stream, "text-" + n++, person(), secret, secret)));
      records.add(bytes(valid(stream, secret, person(), secret, secret)));
    }
    String good = valid(stream, "bad-" + n, person(), "13812345678", String.join(" ", all()));
    records.add(bytes(good.replace("\"region\"", "\"no_region\"")));
    records.add(bytes(good.replace("2019-06-03", "2019-02-30")));
    records.add(bytes(good.replace("zhijing." + stream + "/1", "zhijing." + stream + "/99")));
    records.add(bytes(good.replace("\"failures\":1", "\"failures\":-1")));
    records.add(
        bytes(good.replace("{\"schema\"", "{\"13812345678\":1,\"13812345678\":2,\"schema\"")));
    records.add(bytes(good.substring(0, good.length() - 1)));
    records.add(bytes(String.join(",", all())));
    byte[] broken = bytes(good);
    broken[20] = (byte) 0xff;
    records.add(broken);
    return records;
  }

  /** The same record by somebody, with what looks personal in its texts. */
  static String spoilt(String json) {
    String words = String.join(" ", BY_FORM);
    return json.replace("\"example mill\"", "\"example mill " + words + "\"")
        .replace("\"example coach company\"", "\"example coach company " + words + "\"")
        .replace("\"example lab\"", "\"example lab " + BY_FORM.get(0) + "\"")
        .replace("\"ticket\"", "\"ticket " + BY_FORM.get(7) + "\"")
        .replace("\"event_date\"", "\"person\":" + person() + ",\"event_date\"");
  }

  private static String person() {
    StringBuilder json = new StringBuilder();
    PERSON.forEach(
        (name, value) ->
            json.append(json.isEmpty() ? "" : ",")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
    return "{" + json + "}";
  }

  /** A record with a secret in every text that is kept, if one is given, and in the description. */
  private static String valid(
      String stream, String id, String person, String kept, String described) {
    return """
    {"schema":"zhijing.%s/1","arrived_at":"2019-06-03","event_date":"2019-06-03","id":"%s",\
    "region":"150602","place_type":"%5$s","producer_regions":["150603","%5$s"],\
    "sector":"C131","product":"example kettle %5$s","hazards":["leak %5$s"],\
    "enterprise":{"code":"%5$s","name":"example firm %5$s"},\
    "seller":{"code":"","name":"example seller %5$s"},"platform":"example platform %5$s",\
    "sampling":{"kind":"random","stage":"market","body":"example body %5$s"},"channel":"12315",\
    "trials":2,"failures":1,"person":%3$s,"description":"%4$s"}"""
        .formatted(stream, id, person, described, kept);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
