using System.Collections.Frozen;

namespace Ceremony.Verify;

/// <summary>Which fields a part of a line has; of parts with other names the rules themselves say so.</summary>
internal static class PartFields
{
    /// <summary>The fields of each part, by its name.</summary>
    public static readonly FrozenDictionary<string, FieldList> All = new Dictionary<string, FieldList>
    {
        ["blank"] = "slot serial manufacturer model",
        ["called"] = "token called",
        ["card-action"] = "label action procedure?",
        ["card-key"] = "label id algorithm public-key",
        ["checked"] = "key chain serial",
        ["configuration-file"] = "file sha256",
        ["confirm"] = "officers within",
        ["detail"] = "name value foreign?",
        ["diff-line"] = "change number text",
        ["edit"] = "name value? pin-of? pin-of-file? holder? removed?",
        ["fate"] = "key token fate",
        ["form"] = "name label pattern? choices?",
        ["held"] = "token view? absent? fault?",
        ["interface"] = "name up carrier",
        ["module"] = "module sha256 environment? configuration? parameters?",
        ["object"] = "class label id algorithm public-key? certificate? attributes",
        ["officer"] = "officer person origin certificate-sha256",
        ["part"] = "step asks screen actions text ahead",
        ["person"] = "role number name",
        ["restored"] = "file backup?",
        ["roster"] = "officer person origin spki-sha256 certificate",
        ["screen"] = "title irreversible? blocks",
        ["seen-ahead"] = "call look seen",
        ["setting"] = "name value? removed?",
        ["step"] = "id do act title together?",
        ["unproven"] = "line? check says",
        ["view"] = "label serial manufacturer model firmware initialised pin so-pin objects?",

        ["text"] = "block text",
        ["warning"] = "block text",
        ["facts"] = "block facts",
        ["table"] = "block columns rows",
        ["fingerprint"] = "block of sha256",
        ["diff"] = "block file lines",
        ["secret"] = "block secret holder",

        ["look token"] = "look token logged-in",
        ["look key-form"] = "look token algorithm usage id? logged-in",
        ["look blank-tokens"] = "look token slot? serial?",
        ["look clock"] = "look",
        ["look random"] = "look bytes",
        ["look file"] = "look path",
        ["look room"] = "look",
        ["look soft-token"] = "look path holder",
        ["look console-key"] = "look file holder",
        ["look config"] = "look path",
        ["look file-state"] = "look path",
        ["look copies"] = "look path",
        ["look medium"] = "look path",
        ["look tls"] = "look host port",
        ["look service"] = "look service",

        ["seen key-form"] = "templates id-bytes cannot?",
        ["seen blank-tokens"] = "initialised blank",
        ["seen clock"] = "seconds",
        ["seen random"] = "hex",
        ["seen file"] = "bytes?",
        ["seen room"] = "script-sha256 program-sha256 program-version machine modules interfaces accepted? interfaces-up?",
        ["seen soft-token"] = "certificate",
        ["seen console-key"] = "certificate",
        ["seen config"] = "masked owner group mode",
        ["seen file-state"] = "sha256 size owner group mode",
        ["seen copies"] = "copies",
        ["seen medium"] = "mount-point device file-system removable read-only free",
        ["seen tls"] = "protocol certificates fault",
        ["seen service"] = "state log",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
