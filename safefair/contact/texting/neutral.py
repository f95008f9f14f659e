"""What goes to a phone by default: that there is an answer, and nothing else.

Whoever looks over her shoulder reads no name of an organisation, no matter and no number. Our own translations, not yet
read by native speakers. Each fits into one part.
"""

NEUTRAL = {
    "en-gb": "You have an answer. Reply YES to read it here.",
    "th": "มีคำตอบถึงคุณ ตอบว่า ใช่ หากต้องการอ่านที่นี่",
    "my": "သင့်အတွက် အဖြေရှိသည်။ ဒီမှာ ဖတ်ချင်လျှင် YES ဟု ပြန်ပို့ပါ။",
    "km": "មានចម្លើយសម្រាប់អ្នក។ បើចង់អាននៅទីនេះ សូមឆ្លើយ YES។",
    "lo": "ມີຄຳຕອບເຖິງທ່ານ. ຖ້າຢາກອ່ານຢູ່ນີ້ ໃຫ້ຕອບ YES.",
    "vi": "Bạn có câu trả lời. Muốn đọc tại đây, hãy nhắn YES.",
    "id": "Ada jawaban untuk Anda. Balas YA untuk membacanya di sini.",
    "ms": "Ada jawapan untuk anda. Balas YA untuk membacanya di sini.",
    "fil": "May sagot para sa iyo. Sumagot ng OO para mabasa ito rito.",
    "zh-hans": "您有一条回复。想在这里阅读，请回复“是”。",
}
TEST = "Test. 1 2 3."


def neutral_text(language: str) -> str:
    """The neutral text of a language; English where there is none."""
    return NEUTRAL.get(language, NEUTRAL["en-gb"])
