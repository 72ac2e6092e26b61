package import Domain

extension Certificate {
    /// Whether it promises at least what `policy` asks for, for confidences made in the same way.
    ///
    /// What holds for each class also holds for all of them together.
    package func covers(_ policy: AutoLabelPolicy) -> Bool {
        guard case .guarantee(let epsilon, let delta) = policy.rule else { return false }
        return self.epsilon <= epsilon && self.delta <= delta && views == policy.views
            && (!policy.perClass || !perClass.isEmpty)
    }
}
