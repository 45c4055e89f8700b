package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the reference says of errors is what the API answers. */
final class ApiReferenceTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| `([A-Z_]+)` \\| .+ \\|$");

    @Test
    void everyReasonIsExplainedWithItsCodeAndNothingElseIs() throws IOException {
        Path reference = Path.of(System.getProperty("breakwater.home", ".."), "docs", "reference", "api.md");
        List<String> explained = ROW.matcher(Files.readString(reference))
                .results()
                .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                .toList();
        assertThat(explained)
                .containsExactlyElementsOf(Arrays.stream(ApiError.values())
                        .map(error -> error.name() + " " + error.code())
                        .toList());
    }
}
