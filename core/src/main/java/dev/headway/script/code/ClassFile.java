package dev.headway.script.code;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.headway.script.name.ScriptName;

/**
 * Finds the annotations in a class file.
 */
final class ClassFile {

	private static final int NOT_CONCRETE = 0x0200 | 0x0400 | 0x4000;

	private final DataInputStream data;

	private Object[] constants = {};

	ClassFile(byte[] content) {
		this.data = new DataInputStream(new ByteArrayInputStream(content));
	}

	Optional<CodeFile> read(ScriptName name) throws IOException {
		if (this.data.readInt() != 0xCAFEBABE) {
			throw new IOException("it is not a class file");
		}
		this.data.skipNBytes(4);
		readConstants();
		int flags = this.data.readUnsignedShort();
		String className = className(this.data.readUnsignedShort());
		this.data.skipNBytes(2);
		this.data.skipNBytes(2L * this.data.readUnsignedShort());
		skipMembers();
		skipMembers();
		Map<String, Map<String, List<String>>> annotations = new LinkedHashMap<>();
		for (int count = this.data.readUnsignedShort(); count > 0; count--) {
			String attribute = text();
			int length = this.data.readInt();
			if (!attribute.equals("RuntimeVisibleAnnotations")) {
				this.data.skipNBytes(length);
				continue;
			}
			for (int number = this.data.readUnsignedShort(); number > 0; number--) {
				readAnnotation(annotations);
			}
		}
		return ((flags & NOT_CONCRETE) != 0) ? Optional.empty()
				: Optional.of(new CodeFile(className, name, annotations));
	}

	private void readConstants() throws IOException {
		this.constants = new Object[this.data.readUnsignedShort()];
		for (int i = 1; i < this.constants.length; i++) {
			int tag = this.data.readUnsignedByte();
			if (tag == 1) {
				this.constants[i] = this.data.readUTF();
			}
			else if (tag == 7) {
				this.constants[i] = this.data.readUnsignedShort();
			}
			else {
				this.data.skipNBytes(length(tag));
				i += (tag == 5 || tag == 6) ? 1 : 0;
			}
		}
	}

	private static int length(int tag) throws IOException {
		return switch (tag) {
			case 8, 16, 19, 20 -> 2;
			case 15 -> 3;
			case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
			case 5, 6 -> 8;
			default -> throw new IOException("it has an unknown constant of type " + tag);
		};
	}

	/**
	 * Skip the fields or methods.
	 */
	private void skipMembers() throws IOException {
		for (int count = this.data.readUnsignedShort(); count > 0; count--) {
			this.data.skipNBytes(6);
			for (int attributes = this.data.readUnsignedShort(); attributes > 0; attributes--) {
				this.data.skipNBytes(2);
				this.data.skipNBytes(this.data.readInt());
			}
		}
	}

	private void readAnnotation(Map<String, Map<String, List<String>>> annotations) throws IOException {
		String type = text();
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (int count = this.data.readUnsignedShort(); count > 0; count--) {
			readValue(values.computeIfAbsent(text(), (any) -> new ArrayList<>()));
		}
		annotations.put(type.replaceAll("^L|;$", "").replace('/', '.'), values);
	}

	private void readValue(List<String> values) throws IOException {
		char tag = (char) this.data.readUnsignedByte();
		switch (tag) {
			case 's' -> values.add(text());
			case 'e' -> this.data.skipNBytes(4);
			case '@' -> readAnnotation(new LinkedHashMap<>());
			case '[' -> {
				for (int count = this.data.readUnsignedShort(); count > 0; count--) {
					readValue(values);
				}
			}
			default -> this.data.skipNBytes(2);
		}
	}

	private String className(int index) throws IOException {
		return (constant(index) instanceof Integer name) ? String.valueOf(constant(name)).replace('/', '.') : "";
	}

	private String text() throws IOException {
		return String.valueOf(constant(this.data.readUnsignedShort()));
	}

	private Object constant(int index) throws IOException {
		if (index <= 0 || index >= this.constants.length) {
			throw new IOException("it refers to a constant that it does not have");
		}
		return this.constants[index];
	}

}
