package dev.headway.command.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import dev.headway.command.console.ConsoleColors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Json}.
 */
class JsonTests {

	@Test
	void writeWhenSimpleValue() {
		assertThat(Json.write(null)).isEqualTo("null");
		assertThat(Json.write(true)).isEqualTo("true");
		assertThat(Json.write(12)).isEqualTo("12");
		assertThat(Json.write("größer")).isEqualTo("\"größer\"");
		assertThat(Json.write(ConsoleColors.ANSI)).isEqualTo("\"ANSI\"");
	}

	@Test
	void writeWhenEmptyStaysShort() {
		assertThat(Json.write(List.of())).isEqualTo("[]");
		assertThat(Json.write(Map.of())).isEqualTo("{}");
	}

	@Test
	void writeWhenNestedIndents() {
		assertThat(Json.write(Map.of("a", List.of(1, Map.of("b", List.of()))))).isEqualTo("""
				{
				  "a": [
				    1,
				    {
				      "b": []
				    }
				  ]
				}""");
	}

	@Test
	void writeIsReadByOthers() {
		Map<String, @Nullable Object> value = new LinkedHashMap<>();
		value.put("quotes \" and \\", "line\nfeed, tab\t, nul\0, \u001B, \u2028 and 😀");
		value.put("null", null);
		List<@Nullable Object> list = new ArrayList<>(List.of(1, "x", false));
		list.add(null);
		value.put("list", list);
		assertThat(JsonMapper.shared().readValue(Json.write(value), Object.class)).isEqualTo(value);
	}

}
