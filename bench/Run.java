import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One table of what the benches give, each run several times in turn: median, least and greatest, the limit, and whether the
 * median keeps it. What is not measured here is listed as such. Started by {@code bench/run}.
 */
class Run {

    /** @param limit of the median; atMost: whether more would be worse */
    record Figure(String id, String what, String unit, double limit, boolean atMost, int bench, String pattern) {}

    record Result(Figure figure, double[] values) {

        double median() {
            return values[values.length / 2];
        }

        boolean kept() {
            return figure.atMost ? median() <= figure.limit : median() >= figure.limit;
        }
    }

    private static final List<List<String>> BENCHES = List.of(
            List.of("bench/ReadLatency.java", "--rounds", "1000"),
            List.of("bench/SearchLatency.java", "--rounds", "200"),
            List.of("bench/UploadRates.java", "--mebibytes", "16,64", "--rounds", "3"),
            List.of("bench/FirstByte.java", "--rounds", "60", "--mebibytes", "64"),
            List.of("bench/QueueLatency.java", "--tasks", "3000", "--rounds", "200"),
            List.of("bench/LargeUpload.java", "--mebibytes", "512"));

    private static final String NUMBER = "(-?[0-9]+(?:\\.[0-9]+)?)";

    private static final List<Figure> FIGURES = List.of(
            new Figure("P1", "GET /resources/{id} beside an empty answer, p95", "×", 2, true, 0, "ratio +[0-9.]+ +" + NUMBER),
            new Figure("P2", "search page minus the engine's time, p95", "ms", 10, true, 1, "p95: " + NUMBER + " ms"),
            new Figure("P2", "search page beside the engine, p95", "×", 1.5, true, 1, "p95: [0-9.-]+ ms, " + NUMBER + " times"),
            new Figure("P2", "completions, p95", "ms", 30, true, 1, "suggestions +p50 +[0-9.]+ +p95 +" + NUMBER),
            new Figure("P4", "16 MiB by form, of PUT + SHA-256", "%", 70, false, 2, "16 MiB +form-data, attached .* " + NUMBER + " %"),
            new Figure("P4", "16 MiB by tus, of PUT + SHA-256", "%", 70, false, 2, "16 MiB +tus, last byte answered .* " + NUMBER + " %"),
            new Figure("P4", "64 MiB by form, of PUT + SHA-256", "%", 70, false, 2, "64 MiB +form-data, attached .* " + NUMBER + " %"),
            new Figure("P4", "64 MiB by tus, of PUT + SHA-256", "%", 70, false, 2, "64 MiB +tus, last byte answered .* " + NUMBER + " %"),
            new Figure("P5", "100 part links renewed, median", "ms", 20, true, 2, "renewed in " + NUMBER + " ms"),
            new Figure("P6", "first byte after the store's, median", "ms", 10, true, 3, "comes " + NUMBER + " ms later"),
            new Figure("P6", "rate of a download, of the store's", "%", 80, false, 3, "its rate is " + NUMBER + " %"),
            new Figure("P9", "page of my tasks at 3,000 open, p95", "ms", 50, true, 4, "mine, filter \\+ sort \\+ total +[0-9.]+ +" + NUMBER),
            new Figure("P4", "live heap after 512 MiB by form, growth", "MiB", 32, true, 5, "grew by " + NUMBER + " MiB"));

    private static final List<String> ELSEWHERE = List.of(
            "P3, P10, P11 (search while indexing, growth to 100,000, rebuild): SearchScale, see bench/README.md",
            "P7, P8 (deciding and starting beside the engine): ReviewRates, see bench/README.md",
            "P12 (start and idle heap beside an empty application): not measured",
            "P13 (60 minutes of mixed load): not measured",
            "P14 (text extraction beside bare Tika): not measured");

    public static void main(String[] args) throws Exception {
        int repeats = Integer.parseInt(option(args, "--repeats", "5"));
        List<String> only = List.of(option(args, "--only", "").split(","));
        String driver = option(args, "--driver", "");
        List<Figure> wanted = FIGURES.stream()
                .filter(figure -> only.get(0).isEmpty() || only.contains(figure.id()))
                .toList();
        double[][] values = new double[wanted.size()][repeats];
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (int bench = 0; bench < BENCHES.size(); bench++) {
                int number = bench;
                if (wanted.stream().noneMatch(figure -> figure.bench() == number)) {
                    continue;
                }
                System.err.printf("repeat %d of %d: %s%n", repeat + 1, repeats, BENCHES.get(bench).get(0));
                String output = run(driver, BENCHES.get(bench));
                for (int i = 0; i < wanted.size(); i++) {
                    if (wanted.get(i).bench() == bench) {
                        values[i][repeat] = read(wanted.get(i), output);
                    }
                }
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Arrays.sort(values[i]);
            results.add(new Result(wanted.get(i), values[i]));
        }
        results.forEach(result -> System.out.println(line(result)));
        ELSEWHERE.forEach(System.out::println);
        Path folder = Files.createDirectories(Path.of("bench/results"));
        Files.writeString(folder.resolve(LocalDate.now() + ".json"), json(results, repeats));
        Files.writeString(folder.resolve("chart.svg"), chart(results));
        System.exit(results.stream().allMatch(Result::kept) ? 0 : 1);
    }

    private static String run(String driver, List<String> bench) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("java"));
        if (!driver.isEmpty()) {
            command.addAll(List.of("-cp", driver));
        }
        command.addAll(bench);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static double read(Figure figure, String output) {
        Matcher found = Pattern.compile(figure.pattern()).matcher(output);
        if (!found.find()) {
            throw new IllegalStateException(figure.what() + " is not in\n" + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static String line(Result result) {
        Figure figure = result.figure();
        return String.format(Locale.ROOT, "%-4s %-52s %8.1f %-4s %8.1f – %-8.1f limit %s %g  %s", figure.id(), figure.what(),
                result.median(), figure.unit(), result.values()[0], result.values()[result.values().length - 1],
                figure.atMost() ? "≤" : "≥", figure.limit(), result.kept() ? "met" : "MISSED");
    }

    private static String json(List<Result> results, int repeats) {
        StringBuilder json = new StringBuilder(String.format(Locale.ROOT,
                "{\"date\":\"%s\",\"cores\":%d,\"java\":\"%s\",\"repeats\":%d,\"figures\":[%n", LocalDate.now(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), repeats));
        for (Result result : results) {
            Figure figure = result.figure();
            json.append(String.format(Locale.ROOT,
                    "  {\"id\":\"%s\",\"what\":\"%s\",\"unit\":\"%s\",\"median\":%s,\"values\":%s,\"limit\":%s,\"atMost\":%s,\"met\":%s}%s%n",
                    figure.id(), figure.what(), figure.unit(), result.median(), Arrays.toString(result.values()),
                    figure.limit(), figure.atMost(), result.kept(), result == results.get(results.size() - 1) ? "" : ","));
        }
        return json.append("]}\n").toString();
    }

    /** A bar for each figure, as a share of its limit; the line is the limit. */
    private static String chart(List<Result> results) {
        int row = 26;
        int left = 330;
        int limit = left + 240;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n<text x=\"%d\" y=\"18\" text-anchor=\"middle\" fill=\"#555\">limit</text>%n",
                results.size() * row + 50, limit));
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            Figure figure = result.figure();
            double share = Math.max(0.01, Math.min(1.6, result.median() / figure.limit()));
            int y = 28 + i * row;
            svg.append(String.format(Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"16\" rx=\"2\" fill=\"%s\"/>"
                            + "<text x=\"%.0f\" y=\"%d\">%.1f %s</text>%n",
                    left - 8, y + 13, figure.what(), left, y, share * 240, result.kept() ? "#2c7a4b" : "#c0562f",
                    left + share * 240 + 6, y + 13, result.median(), figure.unit()));
        }
        return svg.append(String.format(Locale.ROOT, "<line x1=\"%d\" y1=\"22\" x2=\"%d\" y2=\"%d\" stroke=\"#555\" stroke-dasharray=\"4 3\"/>%n"
                        + "<text x=\"%d\" y=\"%d\" fill=\"#555\">Shares (%%) should reach beyond the line, everything else stay before it.</text>%n</svg>%n",
                limit, limit, results.size() * row + 26, left, results.size() * row + 42)).toString();
    }

    private static String option(String[] args, String name, String otherwise) {
        int at = Arrays.asList(args).indexOf(name);
        return at < 0 ? otherwise : args[at + 1];
    }
}
